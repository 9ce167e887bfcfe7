using System.Data.Common;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>A page needs the database, which does not answer. Nothing was read or saved.</summary>
internal sealed class DatabaseAwayException(Exception? cause = null) : DbException("The database does not answer.", cause)
{
    public static bool IsCause(Exception? e) => e is DatabaseAwayException || (e is not null && IsCause(e.InnerException));
}

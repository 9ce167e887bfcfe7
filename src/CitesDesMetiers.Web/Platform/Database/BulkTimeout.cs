using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>
/// Gives statements over many rows more time than SQL Server's client gives by itself, which is 30 seconds: queueing a dispatch, the steps of an
/// import, erasures, migrations. A statement that runs out of time is not tried again.
/// </summary>
internal sealed class BulkTimeout(TimeSpan time) : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData.CommandSource
            is CommandSource.ExecuteSqlRaw or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.Migrations)
        {
            result.CommandTimeout = (int)time.TotalSeconds;
        }

        return result;
    }
}

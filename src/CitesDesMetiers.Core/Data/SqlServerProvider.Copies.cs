using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Core.Data;

/// <summary>What copies whole tables.</summary>
internal sealed partial class SqlServerProvider
{
    public override async Task<string?> SnapshotFaultAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        var (name, isAllowed) = (database.GetDbConnection().Database, await database.SqlQueryRaw<bool>(
            "SELECT CAST([snapshot_isolation_state] AS bit) AS [Value] FROM [sys].[databases] WHERE [database_id] = DB_ID()").SingleAsync(cancellation));
        return isAllowed
            ? null
            : "The database cannot show one moment while the site writes. Run once, the site may run on: "
                + $"ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON;";
    }

    public override Task<IDbContextTransaction> BeginSnapshotAsync(DatabaseFacade database, CancellationToken cancellation) =>
        database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellation);

    /// <summary>Rows of a table may refer to rows of one that comes later.</summary>
    public override string BeforeRows(ITable table, string delimited) =>
        $"ALTER TABLE {delimited} NOCHECK CONSTRAINT ALL;" + (IsNumbered(table) ? $" SET IDENTITY_INSERT {delimited} ON;" : "");

    public override string AfterRows(ITable table, string delimited) => IsNumbered(table) ? $"SET IDENTITY_INSERT {delimited} OFF;" : "";

    public override string CheckRows(string delimited) => $"ALTER TABLE {delimited} WITH CHECK CHECK CONSTRAINT ALL;";

    private static bool IsNumbered(ITable table) =>
        table.Columns.SelectMany(c => c.PropertyMappings)
            .Any(m => SqlServerPropertyExtensions.GetValueGenerationStrategy(m.Property) is SqlServerValueGenerationStrategy.IdentityColumn);
}

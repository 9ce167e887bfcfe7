using System.Data.Common;
using System.Linq.Expressions;
using CitesDesMetiers.Core.French;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

internal sealed partial class SqlServerProvider : DatabaseProvider
{
    private const int UniqueConstraint = 2627;
    private const int UniqueIndex = 2601;

    private static readonly SqlServerCancellation Cancellation = new();

    public override string Name => "SqlServer";

    public override bool MigratesAtStart => false;

    public override bool HasOneWriter => false;

    private const string Queue = """
        INSERT INTO [Deliveries] ([DispatchId], [SubscriberId], [MessageId], [State], [Attempts], [UncertainAttempts], [NextAttemptAt], [Domain])
        SELECT {0}, s.[Id], LOWER(REPLACE(CONVERT(varchar(36), NEWID()), '-', '')) + '@' + {2}, N'Pending', 0, 0, {1}, LOWER(SUBSTRING(s.[NormalisedAddress], CHARINDEX(N'@', s.[NormalisedAddress]) + 1, 255))
        FROM [Subscribers] AS s
        WHERE s.[State] = N'Confirmed' AND NOT EXISTS (SELECT 1 FROM [Suppressions] AS x WHERE x.[AddressKey] = s.[AddressKey])
            AND s.[Frequency] = {3} AND (s.[PausedUntil] IS NULL OR s.[PausedUntil] <= {4})
            AND ({5} = N'' OR s.[Language] = {5}) AND ({6} = N'' OR CHARINDEX(N',' + s.[Language] + N',', {6}) = 0)
            AND ({7} = 0 OR s.[CiteId] = {7}) AND ({8} = N'' OR s.[Organisation] = {8})
            AND ({9} = 0 OR NOT EXISTS (SELECT 1 FROM [SubscriberThemes] AS t WHERE t.[SubscriberId] = s.[Id])
                OR EXISTS (SELECT 1 FROM [SubscriberThemes] AS t WHERE t.[SubscriberId] = s.[Id] AND t.[ThemesId] = {9}))
        """;

    /// <summary>
    /// Orders deliveries by the arrival of subscribers, whatever the index: rows are then read in storage order. The plan is made anew for each
    /// audience: one made for a single Cité would read all subscribers through its index.
    /// </summary>
    private const string InOrder = """
         ORDER BY s.[Id]
        OPTION (RECOMPILE)
        """;

    public override string QueueDeliveries => Queue + InOrder;

    public override string QueueMissed => Queue + """
         AND NOT EXISTS (
            SELECT 1 FROM [Deliveries] AS d INNER JOIN [Dispatches] AS p ON p.[Id] = d.[DispatchId]
            WHERE p.[EditionId] = {10} AND d.[SubscriberId] = s.[Id]
                AND (d.[State] IN (N'Pending', N'Leased', N'Deferred', N'Sent', N'Uncertain')
                    OR (d.[State] IN (N'Failed', N'Bounced') AND d.[Cause] IN (N'UnknownAddress', N'Inactive'))))
        """ + InOrder;

    public override string SentPerMinute => """
        SELECT CONVERT(varchar(16), d.[SentAt], 120) AS [Minute], COUNT(*) AS [Count]
        FROM [Deliveries] AS d
        WHERE d.[DispatchId] = {0} AND d.[SentAt] IS NOT NULL
        GROUP BY CONVERT(varchar(16), d.[SentAt], 120)
        """;

    public override string AddVisits => """
        INSERT INTO [EditionVisits] ([EditionId], [Day], [Count])
        SELECT j.[Edition], j.[Day], 0
        FROM OPENJSON({0}) WITH ([Edition] int '$.edition', [Day] date '$.day') AS j
        WHERE EXISTS (SELECT 1 FROM [Editions] AS e WHERE e.[Id] = j.[Edition]) AND NOT EXISTS (
            SELECT 1 FROM [EditionVisits] AS v WITH (UPDLOCK, HOLDLOCK) WHERE v.[EditionId] = j.[Edition] AND v.[Day] = j.[Day]);
        UPDATE v SET [Count] = v.[Count] + j.[Count]
        FROM [EditionVisits] AS v
        INNER JOIN OPENJSON({0}) WITH ([Edition] int '$.edition', [Day] date '$.day', [Count] int '$.count') AS j
            ON v.[EditionId] = j.[Edition] AND v.[Day] = j.[Day];
        """;

    /// <summary>
    /// Rows that another instance is claiming are passed over rather than waited for. The locks are taken where the rows are chosen, so that what
    /// was chosen is still free when it is changed.
    /// </summary>
    public override string ClaimDeliveries => """
        UPDATE d SET [State] = N'Leased', [LeaseId] = {3}, [LeasedUntil] = {4}
        OUTPUT inserted.*
        FROM [Deliveries] AS d
        INNER JOIN (
            SELECT TOP ({2}) w.[Id]
            FROM (
                SELECT * FROM (
                    SELECT TOP ({2}) r.[Id], 0 AS [Rank] FROM [Deliveries] AS r WITH (READPAST, UPDLOCK, ROWLOCK)
                    WHERE r.[DispatchId] = {0} AND r.[State] = N'Deferred' AND r.[NextAttemptAt] <= {1}
                    ORDER BY r.[NextAttemptAt], r.[Id]) AS waited
                UNION ALL
                SELECT * FROM (
                    SELECT TOP ({2}) r.[Id], 1 AS [Rank] FROM [Deliveries] AS r WITH (READPAST, UPDLOCK, ROWLOCK)
                    WHERE r.[DispatchId] = {0} AND r.[State] = N'Pending' AND r.[NextAttemptAt] <= {1}
                    ORDER BY r.[NextAttemptAt], r.[Id]) AS fresh) AS w
            ORDER BY w.[Rank]) AS due ON due.[Id] = d.[Id]
        WHERE d.[State] IN (N'Pending', N'Deferred')
        """;

    public override string RecordOutcomes => """
        UPDATE d
        SET [State] = j.[State], [Attempts] = j.[Attempts], [UncertainAttempts] = j.[Uncertain], [NextAttemptAt] = j.[Next], [SentAt] = j.[Sent],
            [Cause] = j.[Cause], [LastReply] = j.[Reply], [IsLeaving] = j.[Leaving],
            [LeaseId] = CASE WHEN j.[Leaving] = 1 THEN d.[LeaseId] END, [LeasedUntil] = CASE WHEN j.[Leaving] = 1 THEN d.[LeasedUntil] END
        FROM [Deliveries] AS d
        INNER JOIN OPENJSON(@outcomes) WITH (
            [Id] bigint '$.id', [Lease] uniqueidentifier '$.lease', [Leaving] bit '$.leaving', [State] nvarchar(20) '$.state',
            [Attempts] int '$.attempts', [Uncertain] int '$.uncertain',
            [Next] datetime2 '$.next', [Sent] datetime2 '$.sent', [Cause] nvarchar(20) '$.cause', [Reply] nvarchar(500) '$.reply') AS j ON j.[Id] = d.[Id]
        WHERE d.[LeaseId] = j.[Lease] OR (j.[State] = N'Sent' AND d.[State] IN (N'Pending', N'Leased', N'Deferred'))
        """;

    public override string ReadDepartures => """
        SELECT d.[Id], p.[State], s.[State], CASE WHEN EXISTS (SELECT 1 FROM [Suppressions] AS x WHERE x.[AddressKey] = s.[AddressKey]) THEN 1 ELSE 0 END,
            s.[Address], s.[PublicId], s.[PausedUntil]
        FROM OPENJSON(@outcomes) WITH ([Id] bigint '$.id', [Lease] uniqueidentifier '$.lease') AS j
        INNER JOIN [Deliveries] AS d ON d.[Id] = j.[Id] AND d.[LeaseId] = j.[Lease] AND d.[IsLeaving] = 1
        INNER JOIN [Dispatches] AS p ON p.[Id] = d.[DispatchId]
        INNER JOIN [Subscribers] AS s ON s.[Id] = d.[SubscriberId]
        """;

    /// <summary>Sets compatibility level 160 (SQL Server 2022), at design time too: 170 uses a json type that older servers lack.</summary>
    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(WithoutBlocking(connectionString), server => server
            .MigrationsAssembly("CitesDesMetiers.Migrations.SqlServer")
            .UseCompatibilityLevel(160)
            .EnableRetryOnFailure()
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)).AddInterceptors(Cancellation);

    public override DbConnectionStringBuilder Parse(string? connectionString) => new SqlConnectionStringBuilder(connectionString);

    /// <summary>Without READ_COMMITTED_SNAPSHOT, readers wait for writers: pages stand still while a dispatch is queued.</summary>
    public override async Task<string?> AdviceAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        var (name, isOn) = (database.GetDbConnection().Database, await database.SqlQueryRaw<bool>(
            "SELECT [is_read_committed_snapshot_on] AS [Value] FROM [sys].[databases] WHERE [database_id] = DB_ID()").SingleAsync(cancellation));
        return isOn
            ? null
            : $"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;";
    }

    /// <summary>A pooled connection keeps the level of its last transaction for whoever takes it next.</summary>
    public override Task ResetIsolationAsync(DatabaseFacade database) =>
        database.ExecuteSqlRawAsync("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");

    /// <summary>Uses LIKE with a leading constant, which can use the index.</summary>
    public override IQueryable<T> StartingWith<T>(IQueryable<T> rows, Expression<Func<T, string?>> text, string start)
    {
        Expression<Func<string, bool>> begins = value => value.StartsWith(start);
        return rows.Where(Expression.Lambda<Func<T, bool>>(new Substitution(begins.Parameters[0], text.Body).Visit(begins.Body), text.Parameters));
    }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: UniqueConstraint or UniqueIndex };

    /// <summary>
    /// After a failure the pool would refuse connections for up to a minute without trying (its blocking period), and pages would stay away as
    /// long after the server is back. A connection string may still ask for it.
    /// </summary>
    private static string WithoutBlocking(string connectionString)
    {
        var connection = new SqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize("Pool Blocking Period"))
        {
            connection.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        }

        return connection.ConnectionString;
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

internal sealed class SqliteProvider : DatabaseProvider
{
    private const int UniqueConstraint = 2067; // SQLITE_CONSTRAINT_UNIQUE

    public override string Name => "Sqlite";

    public override bool MigratesAtStart => true;

    public override string QueueDeliveries => """
        INSERT INTO "Deliveries" ("DispatchId", "SubscriberId", "MessageId", "State", "Attempts", "UncertainAttempts", "NextAttemptAt", "Domain")
        SELECT {0}, s."Id", lower(hex(randomblob(16))) || '@' || {2}, 'Pending', 0, 0, {1}, lower(substr(s."NormalisedAddress", instr(s."NormalisedAddress", '@') + 1))
        FROM "Subscribers" AS s
        WHERE s."State" = 'Confirmed' AND NOT EXISTS (SELECT 1 FROM "Suppressions" AS x WHERE x."AddressKey" = s."AddressKey")
        """;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite
            .MigrationsAssembly("CitesDesMetiers.Migrations.Sqlite")
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint };

    /// <summary>Write-ahead log: readers and the sending workers do not wait for each other.</summary>
    public override Task PrepareAsync(DatabaseFacade database, CancellationToken cancellation) =>
        database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
}

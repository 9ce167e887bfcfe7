using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using CitesDesMetiers.Core.French;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

internal sealed partial class SqliteProvider : DatabaseProvider
{
    private const int UniqueConstraint = 2067; // SQLITE_CONSTRAINT_UNIQUE
    private const int PrimaryKeyConstraint = 1555; // SQLITE_CONSTRAINT_PRIMARYKEY

    private static readonly SqliteAlphabet Alphabet = new();
    private static readonly SqliteSecureDelete SecureDelete = new();

    public override string Name => "Sqlite";

    public override bool MigratesAtStart => true;

    public override bool HasOneWriter => true;

    private const string Queue = """
        INSERT INTO "Deliveries" ("DispatchId", "SubscriberId", "MessageId", "State", "Attempts", "UncertainAttempts", "NextAttemptAt", "Domain")
        SELECT {0}, s."Id", lower(hex(randomblob(16))) || '@' || {2}, 'Pending', 0, 0, {1}, lower(substr(s."NormalisedAddress", instr(s."NormalisedAddress", '@') + 1))
        FROM "Subscribers" AS s
        WHERE s."State" = 'Confirmed' AND NOT EXISTS (SELECT 1 FROM "Suppressions" AS x WHERE x."AddressKey" = s."AddressKey")
            AND s."Frequency" = {3} AND (s."PausedUntil" IS NULL OR s."PausedUntil" <= {4})
            AND ({5} = '' OR s."Language" = {5}) AND ({6} = '' OR instr({6}, ',' || s."Language" || ',') = 0)
            AND ({7} = 0 OR s."CiteId" = {7}) AND ({8} = '' OR s."Organisation" = {8})
            AND ({9} = 0 OR NOT EXISTS (SELECT 1 FROM "SubscriberThemes" AS t WHERE t."SubscriberId" = s."Id")
                OR EXISTS (SELECT 1 FROM "SubscriberThemes" AS t WHERE t."SubscriberId" = s."Id" AND t."ThemesId" = {9}))
        """;

    /// <summary>Orders deliveries by the arrival of subscribers, whatever the index: rows are then read in storage order.</summary>
    private const string InOrder = """
         ORDER BY s."Id"
        """;

    public override string QueueDeliveries => Queue + InOrder;

    public override string QueueMissed => Queue + """
         AND NOT EXISTS (
            SELECT 1 FROM "Deliveries" AS d INNER JOIN "Dispatches" AS p ON p."Id" = d."DispatchId"
            WHERE p."EditionId" = {10} AND d."SubscriberId" = s."Id"
                AND (d."State" IN ('Pending', 'Leased', 'Deferred', 'Sent', 'Uncertain')
                    OR (d."State" IN ('Failed', 'Bounced') AND d."Cause" IN ('UnknownAddress', 'Inactive'))))
        """ + InOrder;

    public override string SentPerMinute => """
        SELECT substr(d."SentAt", 1, 16) AS "Minute", count(*) AS "Count"
        FROM "Deliveries" AS d
        WHERE d."DispatchId" = {0} AND d."SentAt" IS NOT NULL
        GROUP BY substr(d."SentAt", 1, 16)
        """;

    public override string AddVisits => """
        INSERT INTO "EditionVisits" ("EditionId", "Day", "Count")
        SELECT j.value ->> 'edition', j.value ->> 'day', j.value ->> 'count' FROM json_each({0}) AS j
        WHERE EXISTS (SELECT 1 FROM "Editions" AS e WHERE e."Id" = j.value ->> 'edition')
        ON CONFLICT ("EditionId", "Day") DO UPDATE SET "Count" = "Count" + excluded."Count"
        """;

    public override string ClaimDeliveries => """
        UPDATE "Deliveries" SET "State" = 'Leased', "LeaseId" = {3}, "LeasedUntil" = {4}
        WHERE "Id" IN (
            SELECT "Id" FROM (
                SELECT * FROM (
                    SELECT d."Id" FROM "Deliveries" AS d
                    WHERE d."DispatchId" = {0} AND d."State" = 'Deferred' AND d."NextAttemptAt" <= {1}
                    ORDER BY d."NextAttemptAt", d."Id" LIMIT {2})
                UNION ALL
                SELECT * FROM (
                    SELECT d."Id" FROM "Deliveries" AS d
                    WHERE d."DispatchId" = {0} AND d."State" = 'Pending' AND d."NextAttemptAt" <= {1}
                    ORDER BY d."NextAttemptAt", d."Id" LIMIT {2}))
            LIMIT {2})
        RETURNING *
        """;

    public override string RecordOutcomes => """
        UPDATE "Deliveries" AS d
        SET "State" = j.value ->> 'state', "Attempts" = j.value ->> 'attempts', "UncertainAttempts" = j.value ->> 'uncertain',
            "NextAttemptAt" = j.value ->> 'next', "SentAt" = j.value ->> 'sent', "Cause" = j.value ->> 'cause', "LastReply" = j.value ->> 'reply',
            "IsLeaving" = j.value ->> 'leaving', "LeaseId" = CASE WHEN j.value ->> 'leaving' THEN d."LeaseId" END,
            "LeasedUntil" = CASE WHEN j.value ->> 'leaving' THEN d."LeasedUntil" END
        FROM json_each(@outcomes) AS j
        WHERE d."Id" = j.value ->> 'id'
            AND (d."LeaseId" = j.value ->> 'lease' OR (j.value ->> 'state' = 'Sent' AND d."State" IN ('Pending', 'Leased', 'Deferred')))
        """;

    public override string ReadDepartures => """
        SELECT d."Id", p."State", s."State", EXISTS (SELECT 1 FROM "Suppressions" AS x WHERE x."AddressKey" = s."AddressKey"), s."Address", s."PublicId", s."PausedUntil"
        FROM json_each(@outcomes) AS j
        INNER JOIN "Deliveries" AS d ON d."Id" = j.value ->> 'id' AND d."LeaseId" = j.value ->> 'lease' AND d."IsLeaving"
        INNER JOIN "Dispatches" AS p ON p."Id" = d."DispatchId"
        INNER JOIN "Subscribers" AS s ON s."Id" = d."SubscriberId"
        """;

    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite
            .MigrationsAssembly("CitesDesMetiers.Migrations.Sqlite")
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)).AddInterceptors(Alphabet, SecureDelete);

    public override DbConnectionStringBuilder Parse(string? connectionString) => new SqliteConnectionStringBuilder(connectionString);

    public override string? FileOf(DatabaseFacade database) => Path.GetFullPath(database.GetDbConnection().DataSource);

    /// <summary>Uses a range: SQLite's case-insensitive LIKE cannot use an index. The last code point ends the range.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "Entity Framework knows string.Compare without a comparison alone.")]
    public override IQueryable<T> StartingWith<T>(IQueryable<T> rows, Expression<Func<T, string?>> text, string start)
    {
        var end = start + "\U0010FFFF";
        Expression<Func<string, bool>> begins = value => string.Compare(value, start) >= 0 && string.Compare(value, end) < 0;
        return rows.Where(Expression.Lambda<Func<T, bool>>(new Substitution(begins.Parameters[0], text.Body).Visit(begins.Body), text.Parameters));
    }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    /// <summary>
    /// Analyses the subscribers only: without statistics SQLite considers all indexes equal, and a wrong one costs seconds among a million.
    /// The other tables keep plans that do not depend on their content.
    /// </summary>
    public override Task RefreshStatisticsAsync(DatabaseFacade database, CancellationToken cancellation) =>
        database.ExecuteSqlRawAsync("""PRAGMA analysis_limit = 100000; ANALYZE "Subscribers";""", cancellation);

    /// <summary>
    /// Empties the write-ahead log, which holds pages as they were. It waits up to two seconds for those who read an old state.
    /// </summary>
    public override async Task<bool> ForgetDeletedAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        await database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            for (var attempt = 0; attempt < 10; attempt++)
            {
                // The first column says whether somebody is in the way.
                if (await command.ExecuteScalarAsync(cancellation) is 0L)
                {
                    return true;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }

            return false;
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    public override async Task<string?> FaultAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        await using var command = database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var found = await command.ExecuteScalarAsync(cancellation);
        return found is "ok" ? null : $"Le fichier est abîmé ({found}). Arrêtez le site et restaurez la dernière sauvegarde.";
    }

    /// <summary>Sets the write-ahead log, so that readers and the sending workers do not block each other.</summary>
    public override async Task PrepareAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        await database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        await RefreshStatisticsAsync(database, cancellation);
    }
}

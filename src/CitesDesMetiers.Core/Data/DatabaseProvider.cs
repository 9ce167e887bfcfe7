using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Core.Data;

/// <summary>Everything that differs between the two databases. Each provider is one subclass; nothing else knows which one is used.</summary>
public abstract class DatabaseProvider
{
    public static readonly DatabaseProvider Sqlite = new SqliteProvider();
    public static readonly DatabaseProvider SqlServer = new SqlServerProvider();

    /// <summary>The value of <c>Database:Provider</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the site migrates the schema at start; otherwise the <c>migrate</c> command does.</summary>
    public abstract bool MigratesAtStart { get; }

    /// <summary>Whether one connection writes at a time, and the others poll for their turn.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>
    /// One statement that queues a delivery for every confirmed subscriber of an audience who is neither paused nor suppressed, as
    /// <see cref="Audience.Among"/> does. Parameters: {0} dispatch, {1} earliest time of sending (UTC), {2} domain of the Message-IDs,
    /// then <see cref="Audience.Parameters"/>.
    /// </summary>
    public abstract string QueueDeliveries { get; }

    /// <summary>
    /// One statement that queues a delivery for everybody who should have received the edition and did not: confirmed, not suppressed, and
    /// without a delivery of it that was sent, is open, or failed because the address is dead. New subscribers are included. Parameters:
    /// those of <see cref="QueueDeliveries"/>, and {10} edition.
    /// </summary>
    public abstract string QueueMissed { get; }

    /// <summary>The messages of a dispatch sent in each minute: Minute (<c>yyyy-MM-dd HH:mm</c>, UTC) and Count. Parameter: {0} dispatch.</summary>
    public abstract string SentPerMinute { get; }

    /// <summary>Adds visits. Parameter: {0} a JSON array of objects with edition, day and count.</summary>
    public abstract string AddVisits { get; }

    /// <summary>
    /// One statement that leases due deliveries, the longest waiting first. It is a compare-and-set: the instance that changes a row first
    /// gets it. It returns the rows in no order. Parameters: {0} dispatch, {1} now (UTC), {2} limit, {3} lease, {4} expiry of the lease (UTC).
    /// </summary>
    public abstract string ClaimDeliveries { get; }

    /// <summary>
    /// One statement that records outcomes, and marks deliveries as leaving. Parameter: @outcomes, a JSON array of objects with id, lease,
    /// leaving, state, attempts, uncertain, next, sent, cause and reply. A leaving delivery stays leased. Only the holder of the lease writes,
    /// except that a sent message is always recorded unless the delivery has ended.
    /// </summary>
    public abstract string RecordOutcomes { get; }

    /// <summary>
    /// Reads one row for each delivery that is leaving and still leased. Columns: Id, states of its dispatch and of its subscriber, whether
    /// the address is suppressed (0 or 1), Address, PublicId, and the end of a pause or null. Parameter: that of
    /// <see cref="RecordOutcomes"/>, run before it.
    /// </summary>
    public abstract string ReadDepartures { get; }

    /// <summary>
    /// One statement that adds the lines of a file. Parameters: {0} import, {1} a JSON array of [number, cells]; cells is an array of texts.
    /// </summary>
    public abstract string AddImportLines { get; }

    /// <summary>
    /// One statement that records the result of checking lines. Parameters: {0} import, {1} a JSON array of [number, refusal, refused text,
    /// remark, address, address key, language, organisation, Cité, themes as JSON, instant of consent], with null for missing values.
    /// </summary>
    public abstract string CheckImportLines { get; }

    /// <summary>
    /// One statement that refuses accepted lines of an import ({0}): repetitions, addresses with a line that refuses consent, addresses of
    /// existing subscribers in any state, and suppressed addresses. Nobody is subscribed again by a file.
    /// </summary>
    public abstract string JudgeImportLines { get; }

    /// <summary>One statement that adds a confirmed subscriber for each accepted line. Parameters: {0} import, {1} now (UTC).</summary>
    public abstract string ImportSubscribers { get; }

    /// <summary>
    /// One statement that adds the proof of consent of each subscriber that an import ({0}) has added. Parameters: {1} source of consent,
    /// {2} version of the privacy policy, {3} text of the proof before the line number.
    /// </summary>
    public abstract string ImportProofs { get; }

    /// <summary>One statement that sets the themes of the subscribers that an import ({0}) has added.</summary>
    public abstract string ImportThemes { get; }

    /// <summary>
    /// A query for the <see cref="SearchEntry"/> rows that contain every term of a search. Parameter: {0} <see cref="SearchParameter"/>.
    /// </summary>
    public abstract string FindEntries { get; }

    public static DatabaseProvider? Named(string? name) =>
        name switch
        {
            "Sqlite" => Sqlite,
            "SqlServer" => SqlServer,
            _ => null,
        };

    public static DatabaseProvider Of(DatabaseFacade database) => database.IsSqlite() ? Sqlite : SqlServer;

    public abstract void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>The full path of the file of the database, or null if a server keeps it.</summary>
    public virtual string? FileOf(DatabaseFacade database) => null;

    /// <summary>The terms in the language of <see cref="FindEntries"/>.</summary>
    public abstract string SearchParameter(IReadOnlyList<SearchTerm> terms);

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is none of this provider. The message has no value of it.</exception>
    public abstract DbConnectionStringBuilder Parse(string? connectionString);

    /// <summary>
    /// The statement that the administrator of the database is to run once, so that readers do not wait for writers; null if they do not.
    /// </summary>
    public virtual Task<string?> AdviceAsync(DatabaseFacade database, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>
    /// Runs work in a serializable transaction, which the work commits. Afterwards the connection has its usual isolation level again.
    /// </summary>
    public async Task<T> SerializableAsync<T>(
        DatabaseFacade database, Func<IDbContextTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await database.OpenConnectionAsync(cancellation);
        try
        {
            await using var transaction = await database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            return await work(transaction);
        }
        finally
        {
            if (database.GetDbConnection().State is ConnectionState.Open)
            {
                await ResetIsolationAsync(database);
            }

            await database.CloseConnectionAsync();
        }
    }

    /// <summary>Puts the isolation level of the open connection back, where the pool does not.</summary>
    public virtual Task ResetIsolationAsync(DatabaseFacade database) => Task.CompletedTask;

    /// <summary>Whether the save failed because another row has the same unique value.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);

    /// <summary>Filters rows whose text begins with these characters, using the index of the text. The collation decides about case.</summary>
    public abstract IQueryable<T> StartingWith<T>(IQueryable<T> rows, Expression<Func<T, string?>> text, string start);

    /// <summary>Updates the statistics of the longest table, if the database does not do so by itself.</summary>
    public virtual Task RefreshStatisticsAsync(DatabaseFacade database, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>
    /// Removes what deleted rows left in the files of the database. SQL Server keeps it in its log and in free pages until it reuses them, and
    /// in backups: see docs/deployment.md.
    /// </summary>
    /// <returns>False if it could not be done now.</returns>
    public virtual Task<bool> ForgetDeletedAsync(DatabaseFacade database, CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>Prepares the open connection for writing many rows, or resets it when <paramref name="many"/> is false.</summary>
    public virtual Task PrepareForManyAsync(DatabaseFacade database, bool many, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Looks for damage. The connection is open.</summary>
    /// <returns>What is wrong and what to do, in French; null if nothing is.</returns>
    public virtual Task<string?> FaultAsync(DatabaseFacade database, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Why <see cref="BeginSnapshotAsync"/> would fail and what to do; null if it would not.</summary>
    public virtual Task<string?> SnapshotFaultAsync(DatabaseFacade database, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Begins a transaction in which every read sees the same moment, while others write.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(DatabaseFacade database, CancellationToken cancellation);

    /// <summary>What to run before whole rows with their keys are added to a table, in any order of the tables; empty for nothing.</summary>
    public abstract string BeforeRows(ITable table, string delimited);

    /// <summary>What to run when they are there.</summary>
    public virtual string AfterRows(ITable table, string delimited) => "";

    /// <summary>What to run when all tables are filled: it fails if a row refers to none.</summary>
    public virtual string CheckRows(string delimited) => "";

    /// <summary>Brings the schema up to date, also after a process was killed while it did that.</summary>
    public virtual Task MigrateAsync(DatabaseFacade database, CancellationToken cancellation) => database.MigrateAsync(cancellation);

    /// <summary>Applies settings of the database file or server that migrations do not contain.</summary>
    public virtual Task PrepareAsync(DatabaseFacade database, CancellationToken cancellation) => Task.CompletedTask;
}

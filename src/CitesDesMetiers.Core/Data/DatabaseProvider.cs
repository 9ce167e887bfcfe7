using System.Linq.Expressions;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

/// <summary>All that differs between the two databases. One subclass a provider, one file each; nothing else knows which one runs.</summary>
public abstract class DatabaseProvider
{
    public static readonly DatabaseProvider Sqlite = new SqliteProvider();
    public static readonly DatabaseProvider SqlServer = new SqlServerProvider();

    /// <summary>The value of <c>Database:Provider</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the site brings the schema up to date at start; otherwise the <c>migrate</c> command does.</summary>
    public abstract bool MigratesAtStart { get; }

    /// <summary>
    /// One statement that queues a delivery for every confirmed subscriber of an audience who has not paused and is not suppressed:
    /// the same as <see cref="Audience.Among"/>. Parameters: {0} dispatch, {1} UTC time from which it may leave, {2} domain of the
    /// Message-IDs, then <see cref="Audience.Parameters"/>.
    /// </summary>
    public abstract string QueueDeliveries { get; }

    /// <summary>
    /// One statement that queues a delivery for everybody who should have the edition and did not get it from any of its
    /// dispatches: confirmed, not suppressed, and without a delivery of it that has gone out, is under way, or found the address
    /// dead. Newcomers are among them. Parameters: those of <see cref="QueueDeliveries"/>, and {10} edition.
    /// </summary>
    public abstract string QueueMissed { get; }

    /// <summary>How many messages of a dispatch went out in each minute, as Minute (<c>yyyy-MM-dd HH:mm</c>, UTC) and Count. Parameter: {0} dispatch.</summary>
    public abstract string SentPerMinute { get; }

    /// <summary>One statement that adds visits to those counted already. Parameter: {0} a JSON array of objects with edition, day and count.</summary>
    public abstract string AddVisits { get; }

    /// <summary>
    /// One statement that gives an instance the deliveries that are due next, who has waited already first, by compare-and-set: whoever
    /// changes a row first has it. It returns their rows, in no order. Parameters: {0} dispatch, {1} UTC time, {2} how many at the most, {3} lease,
    /// {4} UTC time until which they are leased.
    /// </summary>
    public abstract string ClaimDeliveries { get; }

    /// <summary>
    /// One statement that writes the outcomes of several deliveries, and that others are about to leave. Parameter: @outcomes, a JSON array of
    /// objects with id, lease, leaving, state, attempts, uncertain, next, sent, cause and reply. What is leaving stays leased. Only who still
    /// holds the lease writes; that a message has gone out is recorded in any case, unless the delivery has ended.
    /// </summary>
    public abstract string RecordOutcomes { get; }

    /// <summary>
    /// What is true of deliveries that are about to leave and still leased, a row each: Id, states of its dispatch and of its subscriber, whether
    /// their address is suppressed (0 or 1), Address, PublicId, day until which they have paused or null. Parameter: that of
    /// <see cref="RecordOutcomes"/>, after it.
    /// </summary>
    public abstract string ReadDepartures { get; }

    /// <summary>
    /// One statement that adds lines of a file. Parameters: {0} import, {1} a JSON array of [number, cells], the cells an array of texts.
    /// </summary>
    public abstract string AddImportLines { get; }

    /// <summary>
    /// One statement that writes what lines come to. Parameters: {0} import, {1} a JSON array of [number, refusal, said, remark, address,
    /// address key, language, organisation, Cité, themes as JSON, instant of consent], null for what is missing.
    /// </summary>
    public abstract string CheckImportLines { get; }

    /// <summary>
    /// One statement that refuses, among the accepted lines of an import ({0}), those that repeat an earlier one or one that says no, whose address
    /// a subscriber has in whatever state, or that is suppressed. Nobody comes back by a file.
    /// </summary>
    public abstract string JudgeImportLines { get; }

    /// <summary>One statement that makes a confirmed subscriber of each accepted line. Parameters: {0} import, {1} UTC time.</summary>
    public abstract string ImportSubscribers { get; }

    /// <summary>
    /// One statement that adds the proof of consent of each subscriber an import ({0}) has just brought. Parameters: {1} source of
    /// consent, {2} version of the privacy policy, {3} what the proof says before the number of the line.
    /// </summary>
    public abstract string ImportProofs { get; }

    /// <summary>One statement that gives the subscribers an import ({0}) has just brought their themes.</summary>
    public abstract string ImportThemes { get; }

    public static DatabaseProvider? Named(string? name) =>
        name switch
        {
            "Sqlite" => Sqlite,
            "SqlServer" => SqlServer,
            _ => null,
        };

    public static DatabaseProvider Of(DatabaseFacade database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.IsSqlite() ? Sqlite : SqlServer;
    }

    public abstract void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>Whether the save failed because another row has the same unique value.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);

    /// <summary>The rows whose text begins so, found by the text's own index; capitals count where the database's collation says so.</summary>
    public abstract IQueryable<T> StartingWith<T>(IQueryable<T> rows, Expression<Func<T, string?>> text, string start);

    /// <summary>Tells the database how its longest table is filled, where it does not look by itself.</summary>
    public virtual Task RefreshStatisticsAsync(DatabaseFacade database, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Readies the open connection for writing many rows that land all over the indexes, or makes it as any other again.</summary>
    public virtual Task PrepareForManyAsync(DatabaseFacade database, bool many, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Settings of the database file or server that migrations do not carry.</summary>
    public virtual Task PrepareAsync(DatabaseFacade database, CancellationToken cancellation) => Task.CompletedTask;
}

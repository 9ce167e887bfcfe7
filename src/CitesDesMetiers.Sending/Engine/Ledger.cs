using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Records the outcomes of all sending connections together (group commit). A connection sends its next message only after its last
/// outcome is committed. The same statement marks the next delivery as leaving; after it, the ledger reads whether it may be sent.
/// </summary>
/// <remarks>
/// A transaction costs about the same for one entry as for ten, so it starts when a third of the sessions wait. The others have a
/// message in flight meanwhile. The session that completes the batch writes it for all: a separate writer thread would have to be
/// woken for each batch.
/// </remarks>
internal sealed partial class Ledger(IServiceScopeFactory scopes, DatabaseWriteLock writeLock, ILogger<Ledger> logger) : IDisposable
{
    /// <summary>The longest time a session waits for others to join its batch. It does not wait when a full batch would take longer.</summary>
    private static readonly TimeSpan MaxBatchDelay = TimeSpan.FromMilliseconds(8);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private const int MaxAttemptsAfterStop = 20;

    private readonly Lock gate = new();
    private List<Session> waiting = [];
    private int openSessions;
    private bool isWriting;

    /// <summary>The moving average of the time between two commits.</summary>
    private TimeSpan averageInterval;
    private long lastSubmission = Stopwatch.GetTimestamp();

    /// <summary>The prepared statements, reopened after a failure. One thread uses them at a time.</summary>
    private LedgerStatements? statements;
    private readonly Lock statementsLock = new();

    private int BatchThreshold => (openSessions + 2) / 3;

    /// <summary>Opens a session for a connection that begins to send. Dispose it when sending ends: batch sizes follow the open sessions.</summary>
    public Session OpenSession()
    {
        lock (gate)
        {
            openSessions++;
        }

        return new Session(this);
    }

    /// <summary>
    /// Claims due deliveries over the same database connection that records outcomes: SQLite keeps its page cache as long as no other
    /// connection writes.
    /// </summary>
    /// <param name="dispatch">The id of the dispatch.</param>
    /// <param name="wanted">The largest number of deliveries to claim.</param>
    /// <param name="lease">The id of the new lease.</param>
    /// <param name="now">UTC.</param>
    /// <param name="until">The expiry of the lease, UTC.</param>
    public IReadOnlyList<Delivery> Claim(int dispatch, int wanted, Guid lease, DateTime now, DateTime until) =>
        WithStatements(s => s.Claim(dispatch, wanted, lease, now, until));

    public void Dispose() => statements?.Dispose();

    /// <summary>Adds the session to the current batch and returns once that batch is written.</summary>
    private void Submit(Session session)
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            averageInterval += (Stopwatch.GetElapsedTime(lastSubmission, now) - averageInterval) / 8;
            lastSubmission = now;
            session.IsUrgent = averageInterval * BatchThreshold > MaxBatchDelay;
            waiting.Add(session);
            PromoteToWriterIfDue(session);
        }

        if (!session.WaitFor(MaxBatchDelay))
        {
            lock (gate)
            {
                session.IsUrgent = true;
                PromoteToWriterIfDue(session);
            }

            session.WaitFor(Timeout.InfiniteTimeSpan);
        }

        if (session.State is SessionState.Writing)
        {
            WriteBatch(session);
        }
    }

    /// <summary>Makes the session the writer if a batch is due and no other session writes. The caller holds the lock.</summary>
    private void PromoteToWriterIfDue(Session session)
    {
        if (!isWriting && session.State is SessionState.Waiting && (waiting.Count >= BatchThreshold || waiting.Exists(v => v.IsUrgent)))
        {
            isWriting = true;
            session.State = SessionState.Writing;
        }
    }

    private void WriteBatch(Session own)
    {
        List<Session> batch;
        lock (gate)
        {
            (batch, waiting) = (waiting, []);
        }

        var fault = Write(batch, out var departures);
        Session? nextWriter;
        lock (gate)
        {
            isWriting = false;
            nextWriter = waiting.FirstOrDefault();
            if (nextWriter is not null)
            {
                PromoteToWriterIfDue(nextWriter);
            }
        }

        if (nextWriter?.State is SessionState.Writing)
        {
            nextWriter.Wake();
        }

        foreach (var session in batch)
        {
            session.Complete(session.Next is { } next ? departures.GetValueOrDefault(next.Delivery.Id) : null, fault);
            if (session != own)
            {
                session.Wake();
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Every waiting session must receive the failure, whatever it is.")]
    private ExceptionDispatchInfo? Write(List<Session> batch, out IReadOnlyDictionary<long, Departure> departures)
    {
        for (var attemptsAfterStop = 0; ;)
        {
            try
            {
                departures = WithStatements(s => WriteAndRead(s, batch));
                return null;
            }
            catch (Exception e) when (DatabaseUnavailable.IsCause(e) && attemptsAfterStop < MaxAttemptsAfterStop)
            {
                attemptsAfterStop += batch.Exists(v => v.Stopping.IsCancellationRequested) ? 1 : 0;
                logger.LogWarning("The database is unavailable ({Error}); {Count} outcomes will be written again", e.GetType().Name, batch.Count);
                Thread.Sleep(RetryDelay);
            }
            catch (Exception e)
            {
                departures = new Dictionary<long, Departure>();
                return ExceptionDispatchInfo.Capture(e);
            }
        }
    }

    private Dictionary<long, Departure> WriteAndRead(LedgerStatements statements, List<Session> batch)
    {
        List<LedgerEntry> entries = [.. batch.SelectMany(v => v.Entries)];
        var (written, departures) = statements.Write(entries);
        if (written < entries.Count)
        {
            // Another instance recovered the leases, for example while this machine slept. Messages that were sent still count.
            logger.LogWarning("{Count} leases were lost while their deliveries were being sent", entries.Count - written);
        }

        return departures;
    }

    private T WithStatements<T>(Func<LedgerStatements, T> action)
    {
        using var writing = writeLock.Take();
        using var exclusive = statementsLock.EnterScope();
        try
        {
            return action(statements ??= LedgerStatements.Open(scopes.CreateScope()));
        }
        catch
        {
            statements?.Dispose();
            statements = null;
            throw;
        }
    }

    private void CloseSession()
    {
        lock (gate)
        {
            openSessions--;
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Writes down what became of each message, for all connections together (group commit). A connection lets its next message go only
/// after the outcome of the last one is committed, and in the same turn that the next one leaves is written down, and whether it still may
/// is read.
/// </summary>
/// <remarks>
/// A write costs about the same for one as for ten, so it begins when a third of the connections at work have come: the others have their
/// messages under way meanwhile. The connections have threads of their own, and the one that makes the group full writes for all: a
/// thread apart for the writing would have to be woken for each group.
/// </remarks>
internal sealed partial class Ledger(IServiceScopeFactory scopes, DatabaseWriteLock turn, ILogger<Ledger> logger) : IDisposable
{
    /// <summary>Nobody waits longer for others to come, and nobody waits at all while a full group would take longer.</summary>
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(8);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int TriesAfterStop = 20;

    private readonly Lock gate = new();
    private List<Session> waiting = [];
    private int atWork;
    private bool isWriting;

    /// <summary>Between one visit and the next, of late.</summary>
    private TimeSpan interval;
    private long lastVisit = Stopwatch.GetTimestamp();

    /// <summary>Kept from use to use; another one after a fault. Whose turn it is touches it.</summary>
    private LedgerStatements? open;

    private int FullGroup => (atWork + 2) / 3;

    /// <summary>For one connection that begins to send. Dispose it when it sends no more: the others wait for it.</summary>
    public Session Enter()
    {
        lock (gate)
        {
            atWork++;
        }

        return new Session(this);
    }

    /// <summary>
    /// Leases what is due next to this instance, over the connection to the database that outcomes are written by: SQLite keeps what it has
    /// read of the file as long as nobody else writes to it.
    /// </summary>
    public IReadOnlyList<Delivery> Claim(int dispatch, int wanted, Guid lease, DateTime now, DateTime until) =>
        Use(statements => statements.Claim(dispatch, wanted, lease, now, until));

    public void Dispose() => open?.Dispose();

    /// <summary>Returns once the session's group is written.</summary>
    private void Receive(Session session)
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            interval += (Stopwatch.GetElapsedTime(lastVisit, now) - interval) / 8;
            lastVisit = now;
            session.IsUrgent = interval * FullGroup > LongestGathering;
            waiting.Add(session);
            AppointIfDue(session);
        }

        if (!session.WaitFor(LongestGathering))
        {
            lock (gate)
            {
                session.IsUrgent = true;
                AppointIfDue(session);
            }

            session.WaitFor(Timeout.InfiniteTimeSpan);
        }

        if (session.State is VisitState.Writes)
        {
            WriteGroup(session);
        }
    }

    /// <summary>Under the gate: lets a session write for all who wait, if it is time and nobody does.</summary>
    private void AppointIfDue(Session session)
    {
        if (!isWriting && session.State is VisitState.Waits && (waiting.Count >= FullGroup || waiting.Exists(v => v.IsUrgent)))
        {
            isWriting = true;
            session.State = VisitState.Writes;
        }
    }

    private void WriteGroup(Session own)
    {
        List<Session> group;
        lock (gate)
        {
            (group, waiting) = (waiting, []);
        }

        var fault = Write(group, out var departures);
        Session? follower;
        lock (gate)
        {
            isWriting = false;
            follower = waiting.FirstOrDefault();
            if (follower is not null)
            {
                AppointIfDue(follower);
            }
        }

        if (follower?.State is VisitState.Writes)
        {
            follower.Ring();
        }

        foreach (var session in group)
        {
            session.Settle(session.Next is { } next ? departures.GetValueOrDefault(next.Delivery.Id) : null, fault);
            if (session != own)
            {
                session.Ring();
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, those who wait must hear of it.")]
    private ExceptionDispatchInfo? Write(List<Session> group, out IReadOnlyDictionary<long, Departure> departures)
    {
        for (var triesAfterStop = 0; ;)
        {
            try
            {
                departures = Use(statements => WriteAndRead(statements, group));
                return null;
            }
            catch (Exception e) when (DatabaseUnavailable.IsCause(e) && triesAfterStop < TriesAfterStop)
            {
                triesAfterStop += group.Exists(v => v.Stopping.IsCancellationRequested) ? 1 : 0;
                logger.LogWarning("The outcomes of {Count} deliveries wait for the database: {Error}", group.Count, e.GetType().Name);
                Thread.Sleep(Patience);
            }
            catch (Exception e)
            {
                departures = new Dictionary<long, Departure>();
                return ExceptionDispatchInfo.Capture(e);
            }
        }
    }

    private Dictionary<long, Departure> WriteAndRead(LedgerStatements statements, List<Session> group)
    {
        List<LedgerEntry> entries = [.. group.SelectMany(v => v.Entries)];
        var (written, departures) = statements.Write(entries);
        if (written < entries.Count)
        {
            // The machine slept, say, and others took them over. Only what has gone out still counts then.
            logger.LogWarning("{Count} leases were lost while their deliveries were being sent", entries.Count - written);
        }

        return departures;
    }

    private T Use<T>(Func<LedgerStatements, T> use)
    {
        using var writing = turn.Take();
        try
        {
            return use(open ??= LedgerStatements.Open(scopes.CreateScope()));
        }
        catch
        {
            open?.Dispose();
            open = null;
            throw;
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            atWork--;
        }
    }
}

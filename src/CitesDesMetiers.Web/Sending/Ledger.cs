using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Writes down what became of each message, for all connections together: whoever comes while a write is under way shares
/// the next one (group commit). A connection lets its next message go only after the outcome of the last one is committed, and
/// in the same turn learns whether that next one may still leave.
/// </summary>
/// <remarks>
/// The connections have threads of their own, and the first to come writes for all who wait: a thread apart for the writing
/// would have to be woken for each group.
/// </remarks>
internal sealed class Ledger(IServiceScopeFactory scopes, DatabaseTurn turn, ILogger<Ledger> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int TriesAfterStop = 20;

    private readonly Lock gate = new();
    private List<Visit> waiting = [];
    private bool isWriting;

    /// <summary>Kept from use to use; another one after a fault. Whose turn it is touches it.</summary>
    private LedgerStatements? open;

    /// <summary>
    /// Returns once <paramref name="outcome"/> is committed, however long the database is away; only a stop of the site ends
    /// the waiting, after a while. It blocks.
    /// </summary>
    /// <param name="outcome">Of the connection's last message; null at its first.</param>
    /// <param name="next">The delivery that is about to leave; null when there is none.</param>
    /// <returns>What is true of <paramref name="next"/> after the commit; null without one, or where its row is gone.</returns>
    public Departure? Pass(LedgerEntry? outcome, long? next, CancellationToken stopping)
    {
        var visit = new Visit(outcome, next, stopping);
        bool writes;
        lock (gate)
        {
            waiting.Add(visit);
            writes = !isWriting;
            isWriting = true;
        }

        if (writes || visit.IsNextToWrite())
        {
            WriteGroup(visit);
        }

        return visit.Answer;
    }

    /// <summary>
    /// Leases what is due next to a connection, over the connection to the database that outcomes are written by: SQLite keeps what it has
    /// read of the file as long as nobody else writes to it.
    /// </summary>
    public IReadOnlyList<Delivery> Claim(int dispatch, int wanted, Guid lease, DateTime now, DateTime until) =>
        Use(statements => statements.Claim(dispatch, wanted, lease, now, until));

    public void Dispose() => open?.Dispose();

    /// <summary>Writes for all who wait now, and leaves the rest to the first who came in the meantime.</summary>
    private void WriteGroup(Visit own)
    {
        List<Visit> group;
        lock (gate)
        {
            (group, waiting) = (waiting, []);
        }

        var fault = Write(group, out var departures);
        Visit? follower;
        lock (gate)
        {
            follower = waiting.FirstOrDefault();
            isWriting = follower is not null;
        }

        follower?.LetWrite();
        foreach (var visit in group)
        {
            visit.Settle(visit.Next is { } id ? departures.GetValueOrDefault(id) : null, fault, wake: visit != own);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, those who wait must hear of it.")]
    private ExceptionDispatchInfo? Write(List<Visit> group, out IReadOnlyDictionary<long, Departure> departures)
    {
        for (var triesAfterStop = 0; ;)
        {
            try
            {
                departures = Use(statements => WriteAndRead(statements, group));
                return null;
            }
            catch (Exception e) when (DatabaseAway.IsCause(e) && triesAfterStop < TriesAfterStop)
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

    private Dictionary<long, Departure> WriteAndRead(LedgerStatements statements, List<Visit> group)
    {
        List<LedgerEntry> entries = [.. group.Where(v => v.Outcome is not null).Select(v => v.Outcome!)];
        if (entries.Count > 0)
        {
            var written = statements.Record(entries);
            if (written < entries.Count)
            {
                // The machine slept, say, and others took them over. Only what has gone out still counts then.
                logger.LogWarning("{Count} leases were lost while their deliveries were being sent", entries.Count - written);
            }
        }

        List<long> next = [.. group.Where(v => v.Next is not null).Select(v => v.Next!.Value)];
        return next.Count == 0 ? [] : statements.Read(next);
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

    /// <summary>One connection that waits, on its own thread.</summary>
    private sealed class Visit(LedgerEntry? outcome, long? next, CancellationToken stopping)
    {
        /// <summary>An event rather than a monitor: who is woken has no lock to wait for that who wakes it still holds.</summary>
        [ThreadStatic]
        private static AutoResetEvent? bell;

        private readonly AutoResetEvent called = bell ??= new AutoResetEvent(initialState: false);
        private Departure? answer;
        private ExceptionDispatchInfo? fault;
        private volatile bool isSettled;

        public LedgerEntry? Outcome => outcome;
        public long? Next => next;
        public CancellationToken Stopping => stopping;

        /// <exception cref="Exception">What kept the group from being written.</exception>
        public Departure? Answer
        {
            get
            {
                fault?.Throw();
                return answer;
            }
        }

        /// <summary>Waits. False when another connection has written this one's outcome, true when it is its turn to write.</summary>
        public bool IsNextToWrite()
        {
            called.WaitOne();
            return !isSettled;
        }

        public void LetWrite() => called.Set();

        public void Settle(Departure? departure, ExceptionDispatchInfo? error, bool wake)
        {
            (answer, fault) = (departure, error);
            if (wake)
            {
                isSettled = true;
                called.Set();
            }
        }
    }
}

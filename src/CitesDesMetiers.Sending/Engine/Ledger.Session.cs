using System.Runtime.ExceptionServices;

namespace CitesDesMetiers.Sending.Engine;

internal sealed partial class Ledger
{
    /// <summary>Where a visit stands; the gate guards its changes, but for the last.</summary>
    internal enum VisitState
    {
        Waits,

        /// <summary>It is this session who writes for all that wait.</summary>
        Writes,
        Settled,
    }

    /// <summary>One connection, on its own thread.</summary>
    internal sealed class Session(Ledger ledger) : IDisposable
    {
        /// <summary>
        /// An event rather than a monitor: who is woken has no lock to wait for that who wakes it still holds. It may ring once too often,
        /// for who has found out before; so it is never disposed, and the state tells.
        /// </summary>
        [ThreadStatic]
        private static AutoResetEvent? bell;

        private readonly AutoResetEvent called = bell ??= new AutoResetEvent(initialState: false);
        private volatile VisitState state;
        private Departure? answer;
        private ExceptionDispatchInfo? fault;

        public LedgerEntry? Next { get; private set; }
        public CancellationToken Stopping { get; private set; }

        /// <summary>Its group is written without waiting for more to come.</summary>
        public bool IsUrgent { get; set; }

        /// <summary>What is to be written for it, in this order.</summary>
        public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

        public VisitState State
        {
            get => state;
            set => state = value;
        }

        /// <summary>
        /// Returns once <paramref name="outcome"/> is committed, however long the database is away; only a stop of the site ends
        /// the waiting, after a while. It blocks.
        /// </summary>
        /// <param name="outcome">Of the connection's last message; null at its first.</param>
        /// <param name="next">The delivery that is about to leave; null when there is none.</param>
        /// <returns>What is true of <paramref name="next"/> after the commit; null without one, or where its row or its lease is gone.</returns>
        public Departure? Pass(LedgerEntry? outcome, LedgerEntry? next, CancellationToken stopping)
        {
            (Next, Stopping, State) = (next, stopping, VisitState.Waits);
            Entries = [.. new[] { outcome, next }.OfType<LedgerEntry>()];
            ledger.Receive(this);
            fault?.Throw();
            return answer;
        }

        /// <summary>False when the time is over and nothing has been decided.</summary>
        public bool WaitFor(TimeSpan time)
        {
            while (State is VisitState.Waits)
            {
                if (!called.WaitOne(time))
                {
                    return State is not VisitState.Waits;
                }
            }

            return true;
        }

        public void Ring() => called.Set();

        public void Settle(Departure? departure, ExceptionDispatchInfo? error)
        {
            (answer, fault) = (departure, error);
            State = VisitState.Settled;
        }

        public void Dispose() => ledger.Leave();
    }
}

using System.Runtime.ExceptionServices;

namespace CitesDesMetiers.Sending.Engine;

internal sealed partial class Ledger
{
    /// <summary>The state of a session's commit. All transitions but the last happen under the ledger's lock.</summary>
    internal enum SessionState
    {
        Waiting,

        /// <summary>This session writes the batch for all that wait.</summary>
        Writing,
        Completed,
    }

    /// <summary>The access of one sending connection to the ledger. Only that connection's own thread may use it.</summary>
    internal sealed class Session(Ledger ledger) : IDisposable
    {
        /// <summary>
        /// Signalled after the ledger's lock is released, so that the woken thread does not block on it. A late signal may end the next
        /// wait on this thread too early. Waits therefore check the state, and the event is never disposed.
        /// </summary>
        [ThreadStatic]
        private static AutoResetEvent? threadSignal;

        private readonly AutoResetEvent signal = threadSignal ??= new AutoResetEvent(initialState: false);
        private volatile SessionState state;
        private Departure? answer;
        private ExceptionDispatchInfo? fault;

        public LedgerEntry? Next { get; private set; }
        public CancellationToken Stopping { get; private set; }

        /// <summary>Whether its batch is written without waiting for more sessions.</summary>
        public bool IsUrgent { get; set; }

        /// <summary>The entries to write for this session, in this order.</summary>
        public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

        public SessionState State
        {
            get => state;
            set => state = value;
        }

        /// <summary>
        /// Commits <paramref name="outcome"/>, marks <paramref name="next"/> as leaving in the same statement, then reads whether it may be
        /// sent. It blocks until then, however long the database is unavailable. After a stop of the site it gives up after a few more attempts.
        /// </summary>
        /// <param name="outcome">The outcome of the connection's last message; null before its first.</param>
        /// <param name="next">The delivery to send next; null when there is none.</param>
        /// <returns>
        /// What was read about <paramref name="next"/> after the commit; null when there is no next delivery, or its row or lease is gone.
        /// </returns>
        public Departure? Commit(LedgerEntry? outcome, LedgerEntry? next, CancellationToken stopping)
        {
            (Next, Stopping, State) = (next, stopping, SessionState.Waiting);
            Entries = [.. new[] { outcome, next }.OfType<LedgerEntry>()];
            ledger.Submit(this);
            fault?.Throw();
            return answer;
        }

        /// <summary>Waits until this session writes or its commit is completed. Returns false on timeout.</summary>
        public bool WaitFor(TimeSpan time)
        {
            while (State is SessionState.Waiting)
            {
                if (!signal.WaitOne(time))
                {
                    return State is not SessionState.Waiting;
                }
            }

            return true;
        }

        public void Wake() => signal.Set();

        public void Complete(Departure? departure, ExceptionDispatchInfo? error)
        {
            (answer, fault) = (departure, error);
            State = SessionState.Completed;
        }

        public void Dispose() => ledger.CloseSession();
    }
}

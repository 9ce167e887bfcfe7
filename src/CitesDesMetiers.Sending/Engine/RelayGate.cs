namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// The state of one relay, shared by everything in this instance that sends through it: open, closed by a back-off, or refused.
/// The back-off doubles from one second to five minutes and is reset by the first mail the relay accepts. After a refusal of
/// everything it is fifteen minutes. Separately, the gate pauses claims while the relay's hourly limit is used up.
/// </summary>
internal sealed class RelayGate(TimeProvider clock)
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>Repeated wrong passwords may lock the account.</summary>
    private static readonly TimeSpan RefusalBackoff = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private long closedUntil;
    private long pausedUntil;
    private int failures;
    private int generations;

    /// <summary>The reply or network error that closed the gate; null once the relay has accepted a mail again.</summary>
    public string? ClosedBy { get; private set; }

    /// <summary>
    /// Whether the relay refused the connection, the password or the sender, and has accepted nothing since. <see cref="ClosedBy"/> is
    /// then a French sentence.
    /// </summary>
    public bool IsRefused { get; private set; }

    /// <summary>The number of calls to <see cref="Reopen"/>. A refusal counts only in the generation in which its attempt began.</summary>
    public int Generation => Volatile.Read(ref generations);

    /// <summary>Whether messages may be sent through the relay, including those already claimed.</summary>
    public bool IsOpen => Left(ref closedUntil) <= TimeSpan.Zero;

    /// <summary>Whether more deliveries may be claimed. Those claimed within the hourly limit are still sent while it is false.</summary>
    public bool IsFree => Wait <= TimeSpan.Zero;

    /// <summary>The time until <see cref="IsFree"/>; zero or negative when it is.</summary>
    public TimeSpan Wait => TimeSpan.FromTicks(Math.Max(Left(ref closedUntil).Ticks, Left(ref pausedUntil).Ticks));

    /// <summary>Closes the gate because the relay is unavailable. Reports of several workers about one outage count once.</summary>
    public void Close(string reply)
    {
        lock (gate)
        {
            if (!IsOpen)
            {
                return;
            }

            var pause = FirstBackoff * Math.Pow(2, Math.Min(failures++, 16));
            Interlocked.Exchange(ref closedUntil, After(pause < LongestBackoff ? pause : LongestBackoff));
            (ClosedBy, IsRefused) = (reply, false);
        }
    }

    /// <summary>Closes the gate because the relay refuses every message of this site.</summary>
    /// <param name="reason">A whole sentence in French.</param>
    /// <param name="generation">
    /// <see cref="Generation"/> when the attempt began. A refusal from before the last reopening is ignored.
    /// </param>
    /// <returns>Whether the refusal is new.</returns>
    public bool Refuse(string reason, int generation)
    {
        lock (gate)
        {
            if (generation != generations)
            {
                return false;
            }

            var isFirst = !IsRefused;
            Interlocked.Exchange(ref closedUntil, After(RefusalBackoff));
            (ClosedBy, IsRefused) = (reason, true);
            return isFirst;
        }
    }

    /// <summary>Pauses claims while the hourly limit is used up. This is no failure of the relay.</summary>
    public void PauseClaims(TimeSpan pause) => Interlocked.Exchange(ref pausedUntil, After(pause));

    /// <summary>Resets the back-off: the relay has accepted a mail.</summary>
    public void Open()
    {
        lock (gate)
        {
            failures = 0;
            (ClosedBy, IsRefused) = (null, false);
        }
    }

    /// <summary>Lets the next message try the relay, because a person resumed. Refusals of attempts already under way are ignored.</summary>
    public void Reopen()
    {
        lock (gate)
        {
            generations++;
            Interlocked.Exchange(ref closedUntil, 0);
            Open();
        }
    }

    private long After(TimeSpan pause) => clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);

    private TimeSpan Left(ref long until) => clock.GetElapsedTime(clock.GetTimestamp(), Interlocked.Read(ref until));
}

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Shared by everything that sends through a relay: while it is away, nobody knocks. The pause doubles from one second to five
/// minutes and is forgotten at the first mail the relay takes; a relay that refuses everything is left alone for longer. Besides, it says
/// while the relay's limit is used up.
/// </summary>
public sealed class RelayGate(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Wrong passwords in a row may lock the account.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private long closedUntil;
    private long restsUntil;
    private int failures;
    private int trials;

    /// <summary>What the relay, or the network, said when it closed; null while it is open.</summary>
    public string? ClosedBy { get; private set; }

    /// <summary>It refused the connection, the password or the sender, and has taken nothing since; <see cref="ClosedBy"/> is then a French sentence.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>How often it was reopened by <see cref="TryAgain"/>. A refusal belongs to the trial in which its attempt began.</summary>
    public int Trial => Volatile.Read(ref trials);

    /// <summary>False while the relay is away: nothing leaves through it, not even what is claimed already.</summary>
    public bool IsOpen => Left(ref closedUntil) <= TimeSpan.Zero;

    /// <summary>Whether more may be claimed for it. What is claimed within its limit still leaves while it rests.</summary>
    public bool IsFree => Wait <= TimeSpan.Zero;

    /// <summary>Until it is free.</summary>
    public TimeSpan Wait => TimeSpan.FromTicks(Math.Max(Left(ref closedUntil).Ticks, Left(ref restsUntil).Ticks));

    /// <summary>The relay is away. What several workers find out at the same time counts once.</summary>
    public void Close(string reply)
    {
        lock (gate)
        {
            if (!IsOpen)
            {
                return;
            }

            var pause = First * Math.Pow(2, Math.Min(failures++, 16));
            Interlocked.Exchange(ref closedUntil, After(pause < Longest ? pause : Longest));
            (ClosedBy, IsRefused) = (reply, false);
        }
    }

    /// <summary>The relay takes nothing from this site, whatever the message.</summary>
    /// <param name="reason">French, a whole sentence.</param>
    /// <param name="trial"><see cref="Trial"/> when the attempt began: one from before the last reopening says nothing of the relay as it is now.</param>
    /// <returns>Whether that was not known.</returns>
    public bool Refuse(string reason, int trial)
    {
        lock (gate)
        {
            if (trial != trials)
            {
                return false;
            }

            var isNew = !IsRefused;
            Interlocked.Exchange(ref closedUntil, After(AfterRefusal));
            (ClosedBy, IsRefused) = (reason, true);
            return isNew;
        }
    }

    /// <summary>Its limit is used up for a while: no fault of anybody.</summary>
    public void Rest(TimeSpan pause) => Interlocked.Exchange(ref restsUntil, After(pause));

    public void Open()
    {
        lock (gate)
        {
            failures = 0;
            (ClosedBy, IsRefused) = (null, false);
        }
    }

    /// <summary>Somebody looks after it: the next message tries it, and a refusal still under way no longer counts.</summary>
    public void TryAgain()
    {
        lock (gate)
        {
            trials++;
            Interlocked.Exchange(ref closedUntil, 0);
            Open();
        }
    }

    private long After(TimeSpan pause) => clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);

    private TimeSpan Left(ref long until) => clock.GetElapsedTime(clock.GetTimestamp(), Interlocked.Read(ref until));
}

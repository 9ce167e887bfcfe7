using System.Diagnostics;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Shared by everything that sends through a relay: while it is away, nobody knocks. The pause doubles from one second to five
/// minutes and is forgotten at the first mail the relay takes.
/// </summary>
public sealed class RelayGate
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private long closedUntil;
    private int failures;

    /// <summary>What the relay, or the network, said when it closed; null while it is open.</summary>
    public string? ClosedBy { get; private set; }

    public bool IsOpen => Remaining() <= TimeSpan.Zero;

    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (Remaining() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, cancellation);
        }
    }

    /// <summary>The relay is away. What several workers find out at the same time counts once.</summary>
    public void Close(string reply)
    {
        lock (gate)
        {
            if (Remaining() > TimeSpan.Zero)
            {
                return;
            }

            var pause = First * Math.Pow(2, Math.Min(failures++, 16));
            closedUntil = Stopwatch.GetTimestamp() + (long)((pause < Longest ? pause : Longest).TotalSeconds * Stopwatch.Frequency);
            ClosedBy = reply;
        }
    }

    /// <summary>Its limit is used up for a while: no fault of anybody.</summary>
    public void Rest(TimeSpan pause)
    {
        lock (gate)
        {
            if (pause > Remaining())
            {
                closedUntil = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);
            }
        }
    }

    public void Open()
    {
        lock (gate)
        {
            failures = 0;
            ClosedBy = null;
        }
    }

    private TimeSpan Remaining() => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Interlocked.Read(ref closedUntil));
}

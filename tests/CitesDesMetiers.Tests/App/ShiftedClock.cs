namespace CitesDesMetiers.Tests.App;

/// <summary>The system's clock, put forward; once stopped, it moves by <see cref="Forward"/> alone.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long shift;
    private long waited;
    private (DateTimeOffset Time, long Timestamp)? stopped;

    public override DateTimeOffset GetUtcNow() => (stopped?.Time ?? base.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref shift));

    public override long GetTimestamp() =>
        (stopped?.Timestamp ?? base.GetTimestamp()) + (long)(TimeSpan.FromTicks(Interlocked.Read(ref waited)).TotalSeconds * TimestampFrequency);

    public void Stop() => stopped = (base.GetUtcNow(), base.GetTimestamp());

    /// <param name="by">Less than nothing puts the clock back: no time has passed then.</param>
    public void Forward(TimeSpan by)
    {
        Interlocked.Add(ref shift, by.Ticks);
        Interlocked.Add(ref waited, Math.Max(0, by.Ticks));
    }
}

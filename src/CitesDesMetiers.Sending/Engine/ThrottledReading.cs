namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Shares one database reading among all who ask for it, so that progress pages do not slow the engine down. Readings keep a minimum
/// distance, which grows when a reading is slow.
/// </summary>
/// <param name="read">Reads the value.</param>
/// <param name="minInterval">The least time between two readings.</param>
/// <param name="maxShare">The largest share of the time that readings may take, 0 to 1.</param>
internal sealed class ThrottledReading<T>(Func<CancellationToken, Task<T>> read, TimeSpan minInterval, double maxShare, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task<T>? reading;
    private long nextAt;

    /// <summary>Gets the last value, or the one being read. Cancelling ends the wait only; the reading continues for the others.</summary>
    /// <param name="isStillValid">Whether the last value may still be used; if not, it is read again whatever its age.</param>
    public Task<T> GetAsync(CancellationToken cancellation, Predicate<T>? isStillValid = null)
    {
        lock (gate)
        {
            if (reading is null || (reading.IsCompleted
                && (!reading.IsCompletedSuccessfully || clock.GetTimestamp() >= nextAt || isStillValid?.Invoke(reading.Result) is false)))
            {
                reading = Task.Run(ReadAsync, CancellationToken.None);
            }

            return reading.WaitAsync(cancellation);
        }
    }

    /// <summary>Discards the last value after a change.</summary>
    public void Invalidate()
    {
        lock (gate)
        {
            reading = null;
        }
    }

    private async Task<T> ReadAsync()
    {
        var start = clock.GetTimestamp();
        var value = await read(CancellationToken.None);
        var rest = TimeSpan.FromTicks(Math.Max(minInterval.Ticks, (long)(clock.GetElapsedTime(start).Ticks / maxShare)));
        Volatile.Write(ref nextAt, clock.GetTimestamp() + (long)(rest.TotalSeconds * clock.TimestampFrequency));
        return value;
    }
}

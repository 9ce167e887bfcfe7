namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Something read from the database that many look at: read once for all of them, at most every so often, and where reading
/// takes long, less often, so that looking never takes more than a share of the time.
/// </summary>
/// <param name="every">At most that often.</param>
/// <param name="share">Of the time that may go into reading.</param>
internal sealed class ThrottledReading<T>(Func<CancellationToken, Task<T>> read, TimeSpan every, double share, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task<T>? reading;
    private long nextAt;

    /// <summary>What was read last, or is being read. Who waits may leave; the reading goes on for the others.</summary>
    /// <param name="holds">Whether what was read before is still good; where not, it is read again however young it is.</param>
    public Task<T> GetAsync(CancellationToken cancellation, Predicate<T>? holds = null)
    {
        lock (gate)
        {
            if (reading is null || (reading.IsCompleted
                && (!reading.IsCompletedSuccessfully || clock.GetTimestamp() >= nextAt || holds?.Invoke(reading.Result) is false)))
            {
                reading = Task.Run(ReadAsync, CancellationToken.None);
            }

            return reading.WaitAsync(cancellation);
        }
    }

    /// <summary>Something was changed: who asks from now on sees it.</summary>
    public void Forget()
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
        var rest = TimeSpan.FromTicks(Math.Max(every.Ticks, (long)(clock.GetElapsedTime(start).Ticks / share)));
        Volatile.Write(ref nextAt, clock.GetTimestamp() + (long)(rest.TotalSeconds * clock.TimestampFrequency));
        return value;
    }
}

using System.Diagnostics;

namespace CitesDesMetiers.Sending.Workers;

/// <summary>
/// Renews a lease while its holder works. Leases can then be short, so that others recover them soon after a crash, although a message
/// in flight may take ten minutes.
/// </summary>
internal sealed class LeaseHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TimeSpan duration;
    private readonly Task renewing;
    private long renewedAt = Stopwatch.GetTimestamp();

    /// <summary>Starts renewing, three times in each lease duration.</summary>
    /// <param name="duration">The duration of the lease.</param>
    /// <param name="renew">Extends the lease by its duration. While the database is unavailable, the next tick tries again.</param>
    public LeaseHeartbeat(TimeSpan duration, Func<CancellationToken, Task> renew, ILogger logger)
    {
        this.duration = duration;

        // The thread of the holder is busy sending.
        renewing = Task.Run(() => RenewRepeatedlyAsync(renew, logger));
    }

    /// <summary>Whether the lease is certainly still held, with a margin. Check it before each message.</summary>
    public bool IsHeld => Stopwatch.GetElapsedTime(Interlocked.Read(ref renewedAt)) < duration * 0.8;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewing;
        stop.Dispose();
    }

    private async Task RenewRepeatedlyAsync(Func<CancellationToken, Task> renew, ILogger logger)
    {
        using var timer = new PeriodicTimer(duration / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                var requestedAt = Stopwatch.GetTimestamp();
                try
                {
                    await renew(stop.Token);
                    Interlocked.Exchange(ref renewedAt, requestedAt);
                }
                catch (Exception e) when (DatabaseUnavailable.IsCause(e))
                {
                    logger.LogWarning("A lease could not be renewed: {Error}", e.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed: the holder has finished.
        }
    }
}

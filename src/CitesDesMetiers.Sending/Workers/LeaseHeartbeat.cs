using System.Diagnostics;

namespace CitesDesMetiers.Sending.Workers;

/// <summary>
/// Renews a lease while its holder works, so that a lease may be short (others take over soon after a crash) though a
/// message in flight may be long (ten minutes at the final dot).
/// </summary>
internal sealed class LeaseHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TimeSpan duration;
    private readonly Task beating;
    private long renewedAt = Stopwatch.GetTimestamp();

    /// <param name="renew">Prolongs the lease by its duration.</param>
    public LeaseHeartbeat(TimeSpan duration, Func<CancellationToken, Task> renew, ILogger logger)
    {
        this.duration = duration;

        // Its holder's thread is busy sending.
        beating = Task.Run(() => BeatAsync(renew, logger));
    }

    /// <summary>Whether there is time left for sure: checked before each message.</summary>
    public bool IsHeld => Stopwatch.GetElapsedTime(Interlocked.Read(ref renewedAt)) < duration * 0.8;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await beating;
        stop.Dispose();
    }

    private async Task BeatAsync(Func<CancellationToken, Task> renew, ILogger logger)
    {
        using var timer = new PeriodicTimer(duration / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                var asked = Stopwatch.GetTimestamp();
                try
                {
                    await renew(stop.Token);
                    Interlocked.Exchange(ref renewedAt, asked);
                }
                catch (Exception e) when (DatabaseUnavailable.IsCause(e))
                {
                    logger.LogWarning("A lease could not be renewed: {Error}", e.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The work is done.
        }
    }
}

using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Wakes the import worker of this instance. Other instances find the work at their next check.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0);

    public void Wake() => waiting.Release();

    /// <summary>Returns when the signal is set, or after the given time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        await waiting.WaitAsync(atMost, stopping);
        while (await waiting.WaitAsync(0, stopping))
        {
            // The signal is already set.
        }
    }

    public void Dispose() => waiting.Dispose();
}

/// <summary>Processes imports in the background, one at a time, including those that other instances left unfinished.</summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, ILogger<ImportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                while (await scope.ServiceProvider.GetRequiredService<ImportWork>().RunOnceAsync(null, stoppingToken))
                {
                    logger.LogDebug("An import step has finished");
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.Log(
                    DatabaseUnavailable.IsCause(e) || e is LeaseLostException ? LogLevel.Warning : LogLevel.Error, e,
                    "A step of an import failed and is tried again.");
            }

            await signal.WaitAsync(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

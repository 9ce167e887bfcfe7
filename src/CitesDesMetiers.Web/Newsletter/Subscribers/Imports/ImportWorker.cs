using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Wakes the worker of this instance; those of others find the work when they next look.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0);

    public void Wake() => waiting.Release();

    /// <summary>Returns at the next wake-up, or after a while.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        await waiting.WaitAsync(atMost, stopping);
        while (await waiting.WaitAsync(0, stopping))
        {
            // Several wake-ups are one.
        }
    }

    public void Dispose() => waiting.Dispose();
}

/// <summary>Works on imports in the background, one after the other; what another instance left behind, too.</summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, ILogger<ImportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                while (await scope.ServiceProvider.GetRequiredService<ImportWork>().RunOnceAsync(null, stoppingToken))
                {
                    logger.LogDebug("A step of an import is done");
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.Log(DatabaseUnavailable.IsCause(e) || e is LeaseLostException ? LogLevel.Warning : LogLevel.Error, e, "A step of an import failed and is tried again.");
            }

            await signal.WaitAsync(LookAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

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
                while (await scope.ServiceProvider.GetRequiredService<ImportWork>().RunOnceAsync(importId: null, stoppingToken))
                {
                    logger.LogDebug("An import step has finished");
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.Log(
                    DatabaseUnavailable.IsCause(e) || e is LeaseLostException ? LogLevel.Warning : LogLevel.Error, e,
                    "An import step failed; it is tried again within {Seconds} s", PollInterval.TotalSeconds);
            }

            // A stop only ends the wait.
            await signal.WaitAsync(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

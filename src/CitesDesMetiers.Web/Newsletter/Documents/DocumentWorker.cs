using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Reads documents in the background, one at a time, including those that other instances left unfinished.</summary>
public sealed class DocumentWorker(IServiceScopeFactory scopes, ILogger<DocumentWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim waiting = new(0);

    /// <summary>Other instances find the work at their next check.</summary>
    public void Wake() => waiting.Release();

    public override void Dispose()
    {
        waiting.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                while (await scope.ServiceProvider.GetRequiredService<DocumentWork>().RunOnceAsync(stoppingToken))
                {
                    logger.LogDebug("A document has been read");
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.Log(
                    DatabaseUnavailable.IsCause(e) ? LogLevel.Warning : LogLevel.Error, e, "Reading a document failed; it is tried again");
            }

            // A stop only ends the wait.
            await ((Task)waiting.WaitAsync(PollInterval, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

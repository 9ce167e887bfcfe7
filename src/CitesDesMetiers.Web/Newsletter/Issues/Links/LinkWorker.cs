using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Wakes the link worker of this instance, because an editor waits for results.</summary>
public sealed class LinkSignal : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    public void Wake() => rung.Release();

    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        await rung.WaitAsync(atMost, cancellation);
        while (await rung.WaitAsync(TimeSpan.Zero, cancellation))
        {
            // The signal is already set.
        }
    }

    public void Dispose() => rung.Dispose();
}

/// <summary>Checks the links of open issues in the background.</summary>
internal sealed class LinkWorker(IServiceScopeFactory scopes, LinkSignal signal, IOptions<LinkCheckOptions> options, ILogger<LinkWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.IsEnabled && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<LinkChecker>().RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The next run checks them again, including claims without a result.
                logger.LogWarning(e, "The link check failed and will be retried");
            }

            await signal.WaitAsync(Interval, stoppingToken);
        }
    }
}

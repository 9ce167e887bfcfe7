using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Wakes the worker of this instance: an editor waits for the links of an issue.</summary>
public sealed class LinkSignal : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    public void Wake() => rung.Release();

    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        await rung.WaitAsync(atMost, cancellation);
        while (await rung.WaitAsync(TimeSpan.Zero, cancellation))
        {
            // However often it rang, once is enough.
        }
    }

    public void Dispose() => rung.Dispose();
}

/// <summary>Looks at the links of issues in progress, in the background.</summary>
internal sealed class LinkWorker(IServiceScopeFactory scopes, LinkSignal signal, IOptions<LinkCheckOptions> options, ILogger<LinkWorker> logger) : BackgroundService
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
                // They wait for the next look; what was taken up without a result is taken up again.
                logger.LogWarning(e, "Links could not be looked at.");
            }

            await signal.WaitAsync(Interval, stoppingToken);
        }
    }
}

namespace CitesDesMetiers.Sending.Workers;

/// <summary>
/// A hosted service that runs at start and then at each interval, in a scope of its own. A failed run is logged; the next one tries again.
/// </summary>
public abstract class PeriodicWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected abstract TimeSpan Interval { get; }

    protected DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Does one run. After a failure or a stop half-way, the next run must be able to continue.</summary>
    protected abstract Task RunOnceAsync(IServiceProvider services, CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RunOnceAsync(scope.ServiceProvider, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.Log(DatabaseUnavailable.IsCause(e) ? LogLevel.Warning
                    : LogLevel.Error, e, "A run of {Worker} failed; the next one tries again", GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

namespace CitesDesMetiers.Sending.Workers;

/// <summary>Work done at the start and then at each interval, in a scope of its own. A round that fails is tried again by the next.</summary>
public abstract class PeriodicWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected abstract TimeSpan Interval { get; }

    protected DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Must leave everything fit for another try when it fails or is stopped half-way.</summary>
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
                logger.Log(DatabaseUnavailable.IsCause(e) ? LogLevel.Warning : LogLevel.Error, e, "A round of {Round} failed.", GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

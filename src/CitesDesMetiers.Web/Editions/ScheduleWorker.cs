namespace CitesDesMetiers.Web.Editions;

/// <summary>Looks now and then for issues whose hour has come.</summary>
internal sealed class ScheduleWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScheduleWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ScheduledIssues>().SendDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The issue keeps its hour: the next look sends it, or finds that it was missed.
                logger.LogError(e, "Scheduled issues could not be looked at.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

using CitesDesMetiers.Web.Sending;

namespace CitesDesMetiers.Web.Newsroom;

/// <summary>Looks every quarter of an hour whether a reminder is due.</summary>
internal sealed class ReminderWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReminderWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<CallReminders>().RemindDueAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseAway.IsCause(e))
            {
                // Nobody was reminded; the next round tries again.
                logger.LogWarning(e, "Reminders could not be sent.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

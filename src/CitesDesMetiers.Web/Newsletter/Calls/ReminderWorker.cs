using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>Sends due reminders every fifteen minutes.</summary>
internal sealed class ReminderWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReminderWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromMinutes(15);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<CallReminders>().RemindDueAsync(stopping);
}

using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Publishes scheduled issues that are due.</summary>
internal sealed class ScheduleWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScheduleWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(20);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<ScheduledIssues>().SendDueAsync(stopping);
}

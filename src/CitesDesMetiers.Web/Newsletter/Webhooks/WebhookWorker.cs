using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>Runs <see cref="WebhookCalling"/>.</summary>
internal sealed class WebhookWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WebhookWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        var calling = services.GetRequiredService<WebhookCalling>();
        await calling.CallDueAsync(stopping);
        await calling.DeleteOldAsync(stopping);
    }
}

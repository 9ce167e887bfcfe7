using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Notifications;

/// <summary>Sends the notifications that have waited long enough.</summary>
internal sealed class DigestWorker(
    IServiceScopeFactory scopes, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<DigestWorker> logger) : PeriodicWorker(scopes,
    clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(Math.Clamp(options.Value.Wait.TotalSeconds / 4, 1, 60));

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        var digests = services.GetRequiredService<Digests>();
        await digests.SendDueAsync(stopping);
        await digests.PurgeAsync(stopping);
    }
}

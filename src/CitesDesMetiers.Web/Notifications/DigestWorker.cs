using CitesDesMetiers.Web.Sending;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Notifications;

/// <summary>Looks now and then for lines that have waited long enough.</summary>
internal sealed class DigestWorker(
    IServiceScopeFactory scopes, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<DigestWorker> logger) : BackgroundService
{
    private TimeSpan Interval => TimeSpan.FromSeconds(Math.Clamp(options.Value.Wait.TotalSeconds / 4, 1, 60));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var digests = scope.ServiceProvider.GetRequiredService<Digests>();
                await digests.SendDueAsync(stoppingToken);
                await digests.PurgeAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseAway.IsCause(e))
            {
                // The lines wait where they are.
                logger.LogWarning(e, "Digests could not be sent.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Looks every minute whether a backup is due. After a failure it waits for an hour.</summary>
internal sealed class BackupWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BackupWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    private DateTime notBefore;

    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        if (Now < notBefore)
        {
            return;
        }

        try
        {
            await services.GetRequiredService<ScheduledBackups>().RunAsync(stopping);
        }
        catch (Exception e) when (e is BackupRefusedException or IOException or UnauthorizedAccessException)
        {
            notBefore = Now + AfterFailure;
            logger.LogError(e, "The scheduled backup failed and is tried again in an hour. Earlier ones were kept");
        }
    }
}

using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Makes the backup of the day, if a folder is set for them. One process does it for all that share the folder.</summary>
internal sealed class ScheduledBackups(
    BackupFolder folder, BackupMaking making, IOptions<BackupOptions> options, IHostEnvironment host, TimeProvider clock,
    ILogger<ScheduledBackups> logger)
{
    /// <exception cref="BackupRefusedException">It could not be made. Earlier ones are kept.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (folder.Path is null || IsMade(now))
        {
            return;
        }

        using var turn = folder.TakeTurn();
        if (turn is null || IsMade(now))
        {
            return;
        }

        var settings = options.Value;
        var key = settings.KeyFile.Length > 0 ? BackupKey.Read(Path.GetFullPath(settings.KeyFile, host.ContentRootPath)) : null;
        var file = folder.NameOf(now, key is not null);
        folder.DeleteParts();
        var manifest = await making.MakeAsync(file, key, isPortable: false, cancellation);
        folder.DeleteOldest(settings.Keep);
        logger.LogInformation("A backup was written to {File}: {Summary}", file, manifest.Summary);
    }

    private bool IsMade(DateTime now) => folder.LastAt >= options.Value.DueAt(now);
}

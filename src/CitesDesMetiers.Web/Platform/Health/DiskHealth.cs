using CitesDesMetiers.Core.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Health;

/// <summary>Reports unhealthy when the disk that the site writes to is nearly full: that of the SQLite file, otherwise that of the site.</summary>
internal sealed class DiskHealth(NewsletterContext db, IWebHostEnvironment environment, IOptions<HealthOptions> options) : IHealthCheck
{
    private const long Megabyte = 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var folder = FolderOf(db, environment);
        var free = new DriveInfo(folder).AvailableFreeSpace / Megabyte;
        return Task.FromResult(free < options.Value.FreeMegabytes
            ? HealthCheckResult.Unhealthy($"The disk of {folder} has {free} MB left.")
            : HealthCheckResult.Healthy());
    }

    public static string FolderOf(NewsletterContext db, IHostEnvironment environment) =>
        Path.GetDirectoryName(DatabaseProvider.Of(db.Database).FileOf(db.Database)) ?? environment.ContentRootPath;
}

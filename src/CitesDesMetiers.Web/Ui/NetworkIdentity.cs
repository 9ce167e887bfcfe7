using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform.Database;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Ui;

/// <summary>
/// The names and contact data of the network for every page, cached until something on the site changes. The cached entity is not tracked.
/// </summary>
public sealed class NetworkIdentity(NewsletterContext db, CurrentVersion version, IMemoryCache cache)
{
    private sealed record Known(Guid Version, NewsletterSettings Settings);

    public async Task<NewsletterSettings> ReadAsync(CancellationToken cancellation)
    {
        var current = await version.ReadAsync(cancellation);
        if (cache.Get<Known>(nameof(NetworkIdentity)) is { } known && known.Version == current)
        {
            return known.Settings;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        return cache.Set(nameof(NetworkIdentity), new Known(current, settings)).Settings;
    }

    /// <summary>Reads the data for the page frame. If the database does not answer, the last names are returned.</summary>
    public async Task<NewsletterSettings> ForFrameAsync(CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(cancellation);
        }
        catch (Exception e) when (e is DbException or RetryLimitExceededException)
        {
            return cache.Get<Known>(nameof(NetworkIdentity))?.Settings ?? new NewsletterSettings();
        }
    }
}

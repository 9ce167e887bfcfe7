using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Ui;

/// <summary>The names and contact data of the network for every page, cached for one minute. The cached entity is not tracked.</summary>
public sealed class NetworkIdentity(NewsletterContext db, IMemoryCache cache)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    public async Task<NewsletterSettings> ReadAsync(CancellationToken cancellation)
    {
        if (cache.TryGetValue(nameof(NetworkIdentity), out NewsletterSettings? known) && known is not null)
        {
            return known;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        return cache.Set(nameof(NetworkIdentity), settings, Freshness);
    }

    /// <summary>Reads the data for the page frame. If the database does not answer, default names are returned.</summary>
    public async Task<NewsletterSettings> ForFrameAsync(CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(cancellation);
        }
        catch (Exception e) when (e is DbException or RetryLimitExceededException)
        {
            return new NewsletterSettings();
        }
    }

    /// <summary>Clears the cache after a change. Other instances show the change within a minute.</summary>
    public void Forget() => cache.Remove(nameof(NetworkIdentity));
}

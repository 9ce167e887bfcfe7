using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Ui;

/// <summary>What the network says about itself on every page, read at most once a minute; the copy belongs to nobody's unit of work.</summary>
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

    /// <summary>For the frame of a page, which must show even while the database does not answer: then with the names alone.</summary>
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

    /// <summary>After a change of the settings: this instance shows it at once, the others within the minute.</summary>
    public void Forget() => cache.Remove(nameof(NetworkIdentity));
}

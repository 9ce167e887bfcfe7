using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Site.Feeds;

/// <summary>The latest articles for feed readers (RFC 4287).</summary>
[AllowAnonymous]
public class FeedsController(NewsletterContext db, NetworkIdentity identity, IOptions<SiteOptions> site) : Controller
{
    private const int Issues = 4;

    /// <summary>Answers 304 if the feed is unchanged.</summary>
    [HttpGet(SiteAddresses.Feed)]
    public async Task<IActionResult> Atom(CancellationToken cancellation)
    {
        var editions = await db.Editions.LatestFirst().Take(Issues)
            .Select(e => new { e.Id, e.ContentJson, e.PublishedAt }).ToListAsync(cancellation);
        var tags = await db.TaggingEntityAsync(site.Value, cancellation);
        var network = await identity.ReadAsync(cancellation);
        var feed = new AtomFeed(
            site.Value, tags, network.NewsletterName, network.NetworkName, SiteAddresses.Feed, SiteAddresses.Home);
        var entries = editions
            .SelectMany(e => EditionContent.FromJson(e.ContentJson).AllArticles
                .Select(a => FeedEntry.Of(a, SiteAddresses.Article(a.Slug), e.PublishedAt)))
            .ToList();

        // Editions never change. The ETag needs only their ids and the names in the head of the feed.
        var state = Fingerprint(string.Join('|', editions.Select(e => e.Id)) + network.Version + site.Value.PublicUrl);
        return File(feed.Write(entries), "application/atom+xml; charset=utf-8", lastModified: null, new EntityTagHeaderValue($"\"{state}\""));
    }

    private static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Site.News;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Feeds;

/// <summary>
/// The latest articles for feed readers: all, or those of a Cité, of a country, on a theme, or several of these. Each answers 304 if it is
/// unchanged.
/// </summary>
[AllowAnonymous]
public class FeedsController(NewsletterContext db, NetworkIdentity identity, IOptions<SiteOptions> site) : Controller
{
    private const int Issues = 4;

    /// <summary>A Cité or a theme is in few articles of an issue, so its feed reaches further back.</summary>
    private const int IssuesOfOne = 12;

    [HttpGet(SiteAddresses.Feed)]
    [ReadingPage]
    public async Task<IActionResult> Atom(
        string? cite, [FromQuery(Name = "pays")] string? country, string? theme, CancellationToken cancellation) =>
        await ReadAsync(SiteAddresses.Feed, new NewsQuery { Cite = cite, Country = country, Theme = theme }, cancellation) is { } feed
            ? Answer(feed, new AtomFeed(site.Value, await TagsAsync(cancellation)).Write(feed), AtomFeed.ContentType)
            : NotFound();

    [HttpGet(SiteAddresses.JsonFeed)]
    [ReadingPage]
    public async Task<IActionResult> Json(
        string? cite, [FromQuery(Name = "pays")] string? country, string? theme, CancellationToken cancellation) =>
        await ReadAsync(SiteAddresses.JsonFeed, new NewsQuery { Cite = cite, Country = country, Theme = theme }, cancellation) is { } feed
            ? Answer(feed, new JsonFeed(site.Value, await TagsAsync(cancellation)).Write(feed), JsonFeed.ContentType)
            : NotFound();

    /// <summary>Null if the Cité, the country or the theme is unknown.</summary>
    private async Task<Feed?> ReadAsync(string path, NewsQuery query, CancellationToken cancellation)
    {
        var network = await identity.ReadAsync(cancellation);
        var cite = query.Cite switch
        {
            null or "" => "",
            NewsQuery.Network => network.NetworkName,
            _ => await db.Cites.Where(c => c.Slug == query.Cite).Select(c => c.Name).FirstOrDefaultAsync(cancellation),
        };
        var theme = string.IsNullOrEmpty(query.Theme)
            ? ""
            : await db.Themes.Where(t => t.Slug == query.Theme).Select(t => t.Name).FirstOrDefaultAsync(cancellation);
        var country = string.IsNullOrEmpty(query.Country) ? ""
            : await db.Cites.AnyAsync(c => c.Country == query.Country, cancellation) ? Country.NameOf(query.Country) : null;
        if (cite is null || country is null || theme is null)
        {
            return null;
        }

        string[] names = [network.NewsletterName, cite, country, theme];
        var title = string.Join(" – ", names.Where(name => name.Length > 0).Select(name => name.Typed()));
        var page = query.IsFiltered ? query.AddressOf(1) : SiteAddresses.Home;
        return new Feed(title, network.NetworkName, query.FeedAddress(path), page, await EntriesAsync(query, cancellation));
    }

    private async Task<IReadOnlyList<FeedEntry>> EntriesAsync(NewsQuery query, CancellationToken cancellation)
    {
        var found = query.Filter(db.PublishedArticles);
        var editions = await db.Editions.Where(e => found.Any(a => a.EditionId == e.Id)).LatestFirst().Take(query.IsFiltered ? IssuesOfOne : Issues)
            .Select(e => new { e.Id, e.ContentJson, e.PublishedAt }).ToListAsync(cancellation);
        var ids = editions.Select(e => e.Id).ToList();
        var slugs = await found.Where(a => ids.Contains(a.EditionId)).Select(a => a.Slug).ToHashSetAsync(cancellation);
        return
        [
            .. from edition in editions
               from article in EditionContent.FromJson(edition.ContentJson).AllArticles
               where slugs.Contains(article.Slug)
               select FeedEntry.Of(article, SiteAddresses.Article(article.Slug), edition.PublishedAt),
        ];
    }

    private Task<TaggingEntity> TagsAsync(CancellationToken cancellation) => db.TaggingEntityAsync(site.Value, cancellation);

    private FileContentResult Answer(Feed feed, byte[] content, string type) =>
        File(content, type + "; charset=utf-8", feed.UpdatedAt, ContentTag.Of(content));
}

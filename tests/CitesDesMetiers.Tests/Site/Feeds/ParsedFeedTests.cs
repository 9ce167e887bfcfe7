using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Feeds;

/// <summary>A feed reader that is not ours (feedsmith) finds in the feeds what the database holds.</summary>
public class ParsedFeedTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Theory]
    [InlineData("/feed.atom", "atom", null)]
    [InlineData("/feed.atom?cite=estuaire", "atom", "estuaire")]
    [InlineData("/feed.json", "json", null)]
    [InlineData("/feed.json?cite=estuaire", "json", "estuaire")]
    public async Task A_feed_has_the_articles_of_the_database(string path, string format, string? cite)
    {
        if (!NpmParsers.AreThere)
        {
            return;
        }

        var read = await NpmParsers.ReadAsync<ReadFeed>("feed", await site.BytesAsync(path));

        var (tags, articles, network) = await site.WithDatabaseAsync(async db => (
            await db.TaggingEntities.SingleAsync(), await ArticlesAsync(db, cite), (await db.Settings.SingleAsync()).NetworkName));
        var latest = articles.Max(a => a.PublishedAt);
        Assert.Equal(format, read.Format);
        Assert.Equal("fr", read.Language);
        Assert.Equal(SiteFactory.PublicUrl + path, read.Self);
        Assert.Equal(SiteFactory.PublicUrl + (cite is null ? "/" : "/actualites?cite=" + cite), read.Page);
        Assert.Equal(network, Assert.Single(read.Authors));
        Assert.Equal(format == "atom" ? latest : null, read.UpdatedAt?.UtcDateTime);
        Assert.Equivalent(articles.Select(a => Expected(a.Article, a.PublishedAt, tags, format)), read.Entries, strict: true);
        Assert.Equal(articles.Select(a => a.Article.Title.Typed(a.Article.Language)), read.Entries.Select(e => e.Title));
    }

    [Fact]
    public async Task The_feed_of_a_search_has_what_the_index_finds()
    {
        if (!NpmParsers.AreThere)
        {
            return;
        }

        var read = await NpmParsers.ReadAsync<ReadFeed>("feed", await site.BytesAsync("/recherche.atom?q=formation"));

        var found = await site.WithDatabaseAsync(db => db.SearchEntries
            .Where(e => e.Words.Contains(" formation") && !e.IsMembersOnly && e.Kind != SearchKind.Cite)
            .OrderByDescending(e => e.Day).ThenByDescending(e => e.Id)
            .Select(e => new
            {
                e.Title,
                e.Language,
                e.Path,
                Cite = e.Cite!.Name,
                At = e.Edition != null ? e.Edition.PublishedAt : e.AgendaEntry!.ChangedAt,
            }).ToListAsync());
        Assert.NotEmpty(found);
        Assert.Equal($"{SiteFactory.PublicUrl}/recherche?q=formation", read.Page);
        Assert.Equal(found.Max(e => Seconds(e.At)), read.UpdatedAt!.Value.UtcDateTime);
        Assert.Equal(
            found.Select(e => (
                e.Title.Typed(e.Language), e.Language, SiteFactory.PublicUrl + e.Path, e.Cite?.Typed(), (DateTime?)Seconds(e.At))),
            read.Entries.Select(e => (e.Title, e.Language, e.Url, e.Authors.SingleOrDefault(), e.UpdatedAt?.UtcDateTime)));
    }

    private static async Task<List<(EditionArticle Article, DateTime PublishedAt)>> ArticlesAsync(NewsletterContext db, string? cite)
    {
        var slugs = await db.PublishedArticles.Where(a => cite == null || a.Cite!.Slug == cite).Select(a => a.Slug).ToListAsync();
        var editions = await db.Editions.OrderByDescending(e => e.PublishedAt).ToListAsync();
        return
        [
            .. from edition in editions
               from article in EditionContent.FromJson(edition.ContentJson).AllArticles
               where slugs.Contains(article.Slug)
               select (article, edition.PublishedAt),
        ];
    }

    private static ReadEntry Expected(EditionArticle article, DateTime publishedAt, TaggingEntity tags, string format) => new(
        tags.TagOf($"actualites/{article.Slug}"),
        article.Title.Typed(article.Language),
        $"{SiteFactory.PublicUrl}/actualites/{article.Slug}",
        article.Language,
        Seconds(publishedAt),
        format == "atom" ? Seconds(publishedAt) : null,
        article.Cite is { } cite ? [cite.Name.Typed()] : [],
        [.. article.Themes.Select(t => t.Name)],
        article.Excerpt.Typed(article.Language),
        article.Html);

    private static DateTime Seconds(DateTime utc) => DateTime.SpecifyKind(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Utc);

    /// <param name="UpdatedAt">Null in JSON Feed, which has none for a feed.</param>
    private sealed record ReadFeed(
        string Format, string Title, string Language, string Self, string Page, DateTimeOffset? UpdatedAt, IReadOnlyList<string> Authors,
        IReadOnlyList<ReadEntry> Entries);

    private sealed record ReadEntry(
        string Id, string Title, string Url, string Language, DateTimeOffset PublishedAt, DateTimeOffset? UpdatedAt, IReadOnlyList<string> Authors,
        IReadOnlyList<string> Themes, string Summary, string Html);
}

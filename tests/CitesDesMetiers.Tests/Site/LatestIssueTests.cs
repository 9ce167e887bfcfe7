using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;

namespace CitesDesMetiers.Tests.Site;

/// <summary>An issue of 2018 that joins the archive years later is an issue of 2018 still.</summary>
public sealed class LatestIssueTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        var cite = await site.AddCiteAsync("Cité des métiers de Rouen", "rouen");
        await PublishAsync(30, "fr", new DateOnly(2026, 5, 1), new DateTime(2026, 5, 10, 8, 0, 0, DateTimeKind.Utc), cite);
        await PublishAsync(29, "fr", new DateOnly(2026, 3, 1), new DateTime(2026, 5, 12, 8, 0, 0, DateTimeKind.Utc), cite);
        await PublishAsync(30, "es", new DateOnly(2026, 5, 1), new DateTime(2026, 5, 14, 8, 0, 0, DateTimeKind.Utc), cite);
        await PublishAsync(12, "fr", new DateOnly(2018, 3, 1), new DateTime(2026, 6, 1, 8, 0, 0, DateTimeKind.Utc), cite);
    }

    [Fact]
    public async Task The_cover_is_the_issue_with_the_latest_date_in_the_main_language()
    {
        var page = await site.PageAsync("/");

        Assert.NotNull(page.QuerySelector(".dateline a[href='/numeros/essai-30-fr']"));
        Assert.Null(page.QuerySelector(".dateline a[href='/numeros/essai-12-fr']"));
        Assert.Null(page.QuerySelector(".dateline a[href='/numeros/essai-30-es']"));
    }

    [Theory]
    [InlineData("essai-12-fr", null, "essai-29-fr")]
    [InlineData("essai-29-fr", "essai-12-fr", "essai-30-fr")]
    [InlineData("essai-30-fr", "essai-29-fr", null)]
    [InlineData("essai-30-es", "essai-29-fr", null)]
    public async Task Previous_and_next_follow_the_dates(string slug, string? previous, string? next)
    {
        var page = await site.PageAsync("/numeros/" + slug);

        Assert.Equal(previous, Neighbour(page, "prev"));
        Assert.Equal(next, Neighbour(page, "next"));
    }

    [Theory]
    [InlineData("essai-30-fr", "es essai-30-es", "fr essai-30-fr")]
    [InlineData("essai-30-es", "es essai-30-es", "fr essai-30-fr")]
    [InlineData("essai-29-fr")]
    public async Task An_issue_in_several_languages_names_each_of_them_in_its_head(string slug, params string[] versions)
    {
        var page = await site.PageAsync("/numeros/" + slug);

        Assert.Equal(
            versions.Select(v => v.Split(' ')).Select(v => (v[0], $"{SiteFactory.PublicUrl}/numeros/{v[1]}")),
            page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(l => (l.GetAttribute("hreflang")!, l.GetAttribute("href")!)));
    }

    [Fact]
    public async Task The_feed_the_news_and_the_pages_of_the_Cites_begin_with_the_latest_date()
    {
        using var client = site.CreateSiteClient();
        var feed = await client.GetStringAsync("/feed.atom", TestContext.Current.CancellationToken);
        var order = new[] { "article-30-fr", "article-30-es", "article-29-fr", "article-12-fr" };

        Assert.Equal(order, order.OrderBy(slug => feed.IndexOf($"/actualites/{slug}\"", StringComparison.Ordinal)));
        foreach (var path in (string[])["/actualites", "/cites/rouen"])
        {
            var links = (await site.PageAsync(path))
                .QuerySelectorAll("main a[href^='/actualites/article-']")
                .Select(a => a.GetAttribute("href")!["/actualites/".Length..])
                .Distinct()
                .ToList();
            Assert.Equal("article-12-fr", links[^1]);
            Assert.StartsWith("article-30", links[0], StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Neighbour(IHtmlDocument page, string rel) =>
        page.QuerySelector($"main a[rel={rel}]")?.GetAttribute("href")?["/numeros/".Length..];

    private Task PublishAsync(int number, string language, DateOnly date, DateTime publishedAt, int cite) => site.WithDatabaseAsync(async db =>
    {
        var news = new NewsItem($"Article {number} {language}", cite, null, publishedAt);
        var issue = new Issue(number, date);
        issue.Identify(number, date, language);
        db.AddRange(news, issue);
        await db.SaveChangesAsync();

        var section = SampleEdition.Content.Sections[0];
        var article = section.Articles[0] with { NewsItemId = news.Id, Slug = $"article-{number}-{language}", Title = news.Title };
        var content = SampleEdition.Content with
        {
            Number = number,
            Date = date,
            Language = language,
            Agenda = [],
            Sections = [section with { Articles = [article] }]
        };
        var edition = new Edition(issue, $"essai-{number}-{language}", content, "<p>Corps</p>", "Corps", publishedAt);
        edition.Index(new PublishedArticle(article, cite, 1, publishedAt, []));
        db.Add(edition);
        await db.SaveChangesAsync();
    });
}

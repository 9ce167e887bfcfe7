using System.Globalization;
using System.Net;
using System.Xml.Linq;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Discovery;

/// <summary>What robots ask for: the list of the pages, and which ones to leave alone.</summary>
public class SitemapTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static readonly XNamespace Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sitemap_names_every_page_and_the_day_it_changed_where_that_is_known()
    {
        var sitemap = await PagesAsync();

        var expected = await site.WithDatabaseAsync(async db => new List<(string Path, DateTime? ChangedAt)>(
        [
            ("/", null),
            ("/numeros", await db.Editions.MaxAsync(e => e.PublishedAt, Cancel)),
            ("/actualites", null),
            ("/agenda", null),
            ("/cites", null),
            .. (await db.Editions.Include(e => e.Errata).ToListAsync(Cancel))
            .Select(e => ("/numeros/" + e.Slug, (DateTime?)e.Errata.Select(c => c.PublishedAt).Append(e.PublishedAt).Max())),
            .. (await db.PublishedArticles.ToListAsync(Cancel)).Select(a => ("/actualites/" + a.Slug, (DateTime?)a.PublishedAt)),
            .. (await db.Cites.ToListAsync(Cancel)).Select(c => ("/cites/" + c.Slug, (DateTime?)null)),
        ]));
        Assert.Equal(expected.Order(), sitemap.Order());
        Assert.Contains(("/numeros/numero-21-juillet-2018", new DateTime(2018, 7, 9, 8, 0, 0, DateTimeKind.Utc)), sitemap);
        foreach (var (path, _) in sitemap)
        {
            Assert.Empty((await site.PageAsync(path)).QuerySelectorAll("meta[name=robots]"));
        }
    }

    [Fact]
    public async Task An_unchanged_sitemap_is_not_sent_again()
    {
        var answer = await site.AskAsync("/sitemap.xml");

        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync("/sitemap.xml", answer.Headers.ETag));
    }

    [Fact]
    public async Task Robots_are_told_to_leave_the_desk_and_personal_links_alone()
    {
        var lines = (await site.TextAsync("/robots.txt")).Split('\n');

        Assert.Equal("User-agent: *", lines[0]);
        Assert.Contains($"Sitemap: {SiteFactory.PublicUrl}/sitemap.xml", lines);
        var closed = lines.Where(l => l.StartsWith("Disallow: ", StringComparison.Ordinal)).Select(l => l["Disallow: ".Length..]).ToList();
        foreach (var path in (string[])
            [
                "/redaction", "/redaction/nouvelles/3", "/contribuer/x", "/inscription/confirmer/x", "/abonnement/x", "/abonnement/acces/x",
                "/desinscription/x", "/compte/invitation/1/x"
            ])
        {
            Assert.Contains(closed, c => path.StartsWith(c, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(await PagesAsync(), p => closed.Exists(c => p.Path.StartsWith(c, StringComparison.Ordinal)));
        Assert.DoesNotContain(closed, c => "/inscription".StartsWith(c, StringComparison.Ordinal));
    }

    private async Task<List<(string Path, DateTime? ChangedAt)>> PagesAsync()
    {
        var root = XDocument.Parse(await site.TextAsync("/sitemap.xml")).Root!;
        Assert.Equal(Namespace + "urlset", root.Name);
        return
        [
            .. root.Elements(Namespace + "url").Select(url => (
                new Uri(url.Element(Namespace + "loc")!.Value) is { Host: "lettre.example" } address ? address.AbsolutePath : "",
                url.Element(Namespace + "lastmod")?.Value is { } at
                    ? DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
                    : (DateTime?)null)),
        ];
    }
}

using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Discovery;

/// <summary>Lists the pages for search engines (sitemaps.org 0.9). Answers 304 if the list is unchanged.</summary>
[AllowAnonymous]
public class SitemapController(NewsletterContext db, IOptions<SiteOptions> site) : Controller
{
    private static readonly XNamespace Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [HttpGet(SiteAddresses.Sitemap)]
    [ReadingPage]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        var issues = await db.Editions.LatestFirst()
            .Select(e => new { e.Slug, e.PublishedAt, Corrections = e.Errata.Select(c => c.PublishedAt).ToList() }).ToListAsync(cancellation);
        var articles = await db.PublishedArticles.NewestFirst().Select(a => new { a.Slug, a.PublishedAt }).ToListAsync(cancellation);
        var cites = await db.Cites.OrderBy(c => c.Slug).Select(c => c.Slug).ToListAsync(cancellation);

        // Only what is frozen has a day on which it changed last. The other pages show dates that pass and names that change.
        List<Page> pages =
        [
            new(SiteAddresses.Home),
            new(SiteAddresses.Archive, issues.Max(e => (DateTime?)e.PublishedAt)),
            new(SiteAddresses.News),
            new(SiteAddresses.Agenda),
            new(SiteAddresses.Cites),
            .. issues.Select(e => new Page(SiteAddresses.Issue(e.Slug), e.Corrections.Append(e.PublishedAt).Max())),
            .. articles.Select(a => new Page(SiteAddresses.Article(a.Slug), a.PublishedAt)),
            .. cites.Select(slug => new Page(SiteAddresses.Cite(slug))),
        ];
        var content = Write(new XElement(Namespace + "urlset", pages.Select(ElementOf)));
        return File(content, "application/xml; charset=utf-8", lastModified: null, ContentTag.Of(content));
    }

    private XElement ElementOf(Page page) =>
        new(
            Namespace + "url",
            new XElement(Namespace + "loc", site.Value.Absolute(page.Path)),
            page.ChangedAt is { } at
                ? new XElement(Namespace + "lastmod", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) : null);

    private static byte[] Write(XElement root)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            root.Save(xml);
        }

        return buffer.ToArray();
    }

    /// <param name="ChangedAt">In UTC; null if unknown.</param>
    private sealed record Page(string Path, DateTime? ChangedAt = null);
}

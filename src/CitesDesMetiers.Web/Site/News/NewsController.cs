using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.News;

/// <summary>The news of all issues, filtered by Cité, country, theme and year.</summary>
[AllowAnonymous]
public class NewsController(NewsletterContext db, PagePictures pictures, ArchiveVisits visits) : Controller
{
    private const int PerPage = 20;

    [HttpGet(SiteAddresses.News)]
    [ReadingPage]
    public async Task<IActionResult> Index(NewsQuery query, CancellationToken cancellation)
    {
        var found = query.Filter(db.PublishedArticles);
        var total = await found.CountAsync(cancellation);
        var page = Math.Max(query.Page ?? 1, 1);
        if (page > PageLinks.Count(total, PerPage))
        {
            return NotFound();
        }

        var lines = await found.NewestFirst().AsLines(db).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(cancellation);
        var links = new PageLinks(page, PageLinks.Count(total, PerPage), query.AddressOf);
        return View(new NewsPage(query, await ChoicesAsync(cancellation), lines, total, links));
    }

    [HttpGet(SiteAddresses.News + "/{slug}")]
    [ReadingPage]
    public async Task<IActionResult> Show(string slug, CancellationToken cancellation)
    {
        var edition = await db.PublishedArticles.Where(a => a.Slug == slug)
            .Select(a => new { a.EditionId, a.Edition.Slug, a.Edition.ContentJson, a.PublishedAt }).FirstOrDefaultAsync(cancellation);
        if (edition is null)
        {
            return NotFound();
        }

        var content = EditionContent.FromJson(edition.ContentJson);
        var articles = content.AllArticles.ToList();
        var at = articles.FindIndex(a => a.Slug == slug);
        if (at < 0)
        {
            return NotFound();
        }

        await pictures.ReadAsync(articles[at].Pictures, hasLead: true, cancellation);
        visits.Count(edition.EditionId, SiteAddresses.Article(articles[at].Slug), HttpContext);
        return View(
            new ArticlePage(
                articles[at], content, edition.Slug, edition.PublishedAt, articles.ElementAtOrDefault(at - 1), articles.ElementAtOrDefault(at + 1)));
    }

    private async Task<NewsChoices> ChoicesAsync(CancellationToken cancellation)
    {
        var cites = await db.Cites.Where(c => db.PublishedArticles.Any(a => a.CiteId == c.Id))
            .Select(c => new Choice(c.Slug, c.Name)).ToListAsync(cancellation);
        var countries = await db.Cites.Where(c => db.PublishedArticles.Any(a => a.CiteId == c.Id)).Select(c => c.Country).Distinct()
            .ToListAsync(cancellation);
        var themes = await db.Themes.Where(t => db.PublishedArticles.Any(a => a.Themes.Contains(t)))
            .Select(t => new Choice(t.Slug, t.Name)).ToListAsync(cancellation);
        var dates = await db.Editions.Select(e => e.Date).ToListAsync(cancellation);
        return new NewsChoices(
            InOrder(cites), InOrder([.. countries.Select(c => new Choice(c, Country.NameOf(c)))]), InOrder(themes),
            [.. dates.Select(d => d.Year).Distinct().OrderDescending()]);
    }

    private static IReadOnlyList<Choice> InOrder(List<Choice> choices) => [.. choices.OrderBy(c => c.Name, FrenchOrder.Alphabet)];
}

public sealed record Choice(string Slug, string Name);

public sealed record NewsChoices(
    IReadOnlyList<Choice> Cites, IReadOnlyList<Choice> Countries, IReadOnlyList<Choice> Themes, IReadOnlyList<int> Years);

public sealed record NewsPage(NewsQuery Query, NewsChoices Choices, IReadOnlyList<ArticleLine> Articles, int Total, PageLinks Links);

public sealed record ArticlePage(
    EditionArticle Article, EditionContent Issue, string IssueSlug, DateTime PublishedAt, EditionArticle? Previous, EditionArticle? Next);

using System.ComponentModel;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Site.News;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Api;

[Tags("Numéros et actualités")]
public class ApiIssuesController(NewsletterContext db, IOptions<SiteOptions> site) : ApiController(site)
{
    [HttpGet(ApiAddresses.Issues)]
    [ReadingPage]
    [EndpointSummary("Les numéros, le plus récent d’abord")]
    public Task<ActionResult<ApiList<ApiIssueLine>>> List(
        [FromQuery(Name = "langue"), Description("Code de langue, « fr » par exemple.")] string? language,
        [FromQuery] int page = 1, CancellationToken cancellation = default)
    {
        var editions = string.IsNullOrEmpty(language) ? db.Editions : db.Editions.Where(e => e.Language == language);
        return PageAsync(
            editions.LatestFirst().Select(e => new
            {
                e.Slug,
                e.Number,
                e.Date,
                e.Language,
                e.Subject,
                e.PublishedAt,
                IsArchived = e.ArchivedAt != null,
                Articles = e.Articles.Count,
            }),
            page,
            e => new ApiIssueLine(
                e.Slug, e.Number, e.Date, e.Language, e.Subject, e.PublishedAt, e.IsArchived, e.Articles,
                Absolute(SiteAddresses.Issue(e.Slug)), Absolute(ApiAddresses.Issue(e.Slug))),
            cancellation);
    }

    [HttpGet(ApiAddresses.Issues + "/{slug}")]
    [ReadingPage]
    [EndpointSummary("Un numéro entier, tel qu’il a paru")]
    public async Task<ActionResult<ApiIssue>> One(string slug, CancellationToken cancellation)
    {
        var edition = await db.Editions.AsNoTracking().Include(e => e.Errata).FirstOrDefaultAsync(e => e.Slug == slug, cancellation);
        return edition is null
            ? NotThere($"Aucun numéro n’a l’adresse « {slug} ».")
            : new ApiIssue(
                edition.Slug,
                edition.PublishedAt,
                edition.ArchivedAt is not null,
                Absolute(SiteAddresses.Issue(edition.Slug)),
                edition.ReadContent(),
                [.. edition.Errata.OrderBy(e => e.PublishedAt).Select(e => new ApiErratum(e.Text, e.PublishedAt))]);
    }

    [HttpGet(ApiAddresses.News)]
    [ReadingPage]
    [EndpointSummary("Les actualités, les plus récentes d’abord")]
    public Task<ActionResult<ApiList<ApiArticleLine>>> News(
        [FromQuery(Name = "cite"), Description("Adresse d’une Cité, ou « reseau ».")] string? cite,
        [FromQuery(Name = "pays"), Description("Code du pays de la Cité, « FR » par exemple.")] string? country,
        [FromQuery(Name = "theme")] string? theme,
        [FromQuery(Name = "annee")] int? year,
        [FromQuery] int page = 1, CancellationToken cancellation = default) =>
        PageAsync(
            new NewsQuery { Cite = cite, Country = country, Theme = theme, Year = year }.Filter(db.PublishedArticles).NewestFirst().Select(a => new
            {
                a.Slug,
                a.Title,
                a.Excerpt,
                a.Language,
                CiteSlug = a.Cite!.Slug,
                CiteName = a.Cite.Name,
                IssueSlug = a.Edition.Slug,
                a.Edition.Number,
                a.Edition.Date,
                a.PublishedAt,
            }),
            page,
            a => new ApiArticleLine(
                a.Slug, a.Title, a.Excerpt, a.Language, a.CiteSlug is null ? null : new(a.CiteSlug, a.CiteName),
                new(a.IssueSlug, a.Number, a.Date), a.PublishedAt, Absolute(SiteAddresses.Article(a.Slug)), Absolute(ApiAddresses.Article(a.Slug))),
            cancellation);

    [HttpGet(ApiAddresses.News + "/{slug}")]
    [ReadingPage]
    [EndpointSummary("Une actualité entière")]
    public async Task<ActionResult<ApiArticle>> Article(string slug, CancellationToken cancellation)
    {
        var edition = await db.PublishedArticles.Where(a => a.Slug == slug)
            .Select(a => new { a.Edition.Slug, a.Edition.ContentJson, a.PublishedAt }).FirstOrDefaultAsync(cancellation);
        var content = edition is null ? null : EditionContent.FromJson(edition.ContentJson);
        return content?.AllArticles.FirstOrDefault(a => a.Slug == slug) is not { } article
            ? NotThere($"Aucune actualité n’a l’adresse « {slug} ».")
            : new ApiArticle(
                slug,
                article.Title,
                article.Language,
                article.Html,
                article.Cite is { } cite ? new(cite.Slug, cite.Name) : null,
                new(edition!.Slug, content.Number, content.Date),
                [.. article.Themes.Select(t => t.Name)],
                [
                    .. article.Pictures.Select(p => new ApiPicture(
                        Absolute(PictureAddresses.Large(p.Name, p.Extension)), p.Width, p.Height, p.AlternativeText, p.Caption, p.Credit)),
                ],
                edition.PublishedAt,
                Absolute(SiteAddresses.Article(slug)));
    }
}

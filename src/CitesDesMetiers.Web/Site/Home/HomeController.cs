using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Home;

/// <summary>The front page: the latest issue, the next dates, and the latest news of each Cité.</summary>
[AllowAnonymous]
public class HomeController(NewsletterContext db, NetworkIdentity identity, PagePictures pictures, TimeProvider clock) : Controller
{
    private const int Dates = 6;
    private const int Cites = 6;

    [HttpGet(SiteAddresses.Home)]
    [ReadingPage]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        var latest = await db.Editions.PublishedHere().LatestFirst()
            .Select(e => new { e.Slug, e.ContentJson }).FirstOrDefaultAsync(cancellation);
        var today = ParisTime.Today(clock);
        var dates = await db.Agenda.VisibleTo(User).Where(e => e.EndsOn >= today && !e.IsCancelled).InOrder().AsLines().Take(Dates)
            .ToListAsync(cancellation);
        var cover = latest is null ? null : new Cover(latest.Slug, EditionContent.FromJson(latest.ContentJson));
        await pictures.ReadAsync(cover?.Lead?.Pictures ?? [], hasLead: true, cancellation);
        return View(new FrontPage(await identity.ReadAsync(cancellation), cover, dates, await NewsByCiteAsync(cover, cancellation)));
    }

    /// <summary>The latest article of each Cité, except the lead article.</summary>
    private async Task<IReadOnlyList<ArticleLine>> NewsByCiteAsync(Cover? cover, CancellationToken cancellation)
    {
        var lead = cover?.Lead?.Slug;
        var last = await db.PublishedArticles.Where(a => a.CiteId != null && a.Slug != lead && a.Edition.ArchivedAt == null)
            .Originals().NewestFirst().AsLines(db).Take(Cites * 8).ToListAsync(cancellation);
        return [.. last.DistinctBy(a => a.CiteSlug).Take(Cites)];
    }
}

public sealed record FrontPage(NewsletterSettings Network, Cover? Cover, IReadOnlyList<AgendaLine> Dates, IReadOnlyList<ArticleLine> NewsByCite);

/// <summary>The latest issue on the front page.</summary>
public sealed record Cover(string Slug, EditionContent Content)
{
    /// <summary>The lead article: the first of the top three with a picture, else the first.</summary>
    public EditionArticle? Lead => Content.AllArticles.Take(3).FirstOrDefault(a => a.Pictures.Count > 0) ?? Content.AllArticles.FirstOrDefault();

    public IEnumerable<EditionArticle> Others => Content.AllArticles.Where(a => a != Lead);
}

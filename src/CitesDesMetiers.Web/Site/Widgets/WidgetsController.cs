using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Widgets;

/// <summary>
/// The latest news, the next dates and the latest issue for the sites of the Cités: small pages for a frame, which a script can also read
/// and insert. They contain public content only, whoever asks.
/// </summary>
[AllowAnonymous]
[EnableCors(CorsSetup.Anybody)]
public class WidgetsController(NewsletterContext db, NetworkIdentity identity, TimeProvider clock) : Controller
{
    [HttpGet(WidgetAddresses.News)]
    [ReadingPage]
    public async Task<IActionResult> News(WidgetQuery query, CancellationToken cancellation)
    {
        if (await CiteAsync(query, cancellation) is not { } cite)
        {
            return Gone("Actualités du réseau", SiteAddresses.News);
        }

        var articles = cite.Id is { } id ? db.PublishedArticles.Where(a => a.CiteId == id) : db.PublishedArticles;
        return View(new NewsWidget(
            cite.Name, query.Cite, await articles.Originals().NewestFirst().AsLines(db).Take(query.Count).ToListAsync(cancellation)));
    }

    [HttpGet(WidgetAddresses.Dates)]
    [ReadingPage]
    public async Task<IActionResult> Dates(WidgetQuery query, CancellationToken cancellation)
    {
        if (await CiteAsync(query, cancellation) is not { } cite)
        {
            return Gone("Agenda du réseau", SiteAddresses.Agenda);
        }

        var today = ParisTime.Today(clock);
        var dates = db.Agenda.Public().Where(e => e.EndsOn >= today && !e.IsCancelled);
        dates = cite.Id is { } id ? dates.Where(e => e.CiteId == id) : dates;
        return View(new DatesWidget(cite.Name, query.Cite, await dates.InOrder().AsLines().Take(query.Count).ToListAsync(cancellation)));
    }

    [HttpGet(WidgetAddresses.Issue)]
    [ReadingPage]
    public async Task<IActionResult> Issue(CancellationToken cancellation)
    {
        var latest = await db.Editions.PublishedHere().LatestFirst().Select(e => new { e.Slug, e.ContentJson }).FirstOrDefaultAsync(cancellation);
        var network = await identity.ReadAsync(cancellation);
        return View(new IssueWidget(network, latest?.Slug, latest is null ? null : EditionContent.FromJson(latest.ContentJson)));
    }

    public override void OnActionExecuting(ActionExecutingContext context) =>
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.WidgetPolicy;

    /// <returns>The Cité, or the network, without an id, if none is named; null for an unknown Cité.</returns>
    private async Task<(int? Id, string Name)?> CiteAsync(WidgetQuery query, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(query.Cite))
        {
            return (null, (await identity.ReadAsync(cancellation)).NetworkName);
        }

        return await db.Cites.Where(c => c.Slug == query.Cite).Select(c => new { c.Id, c.Name }).FirstOrDefaultAsync(cancellation) is { } cite
            ? (cite.Id, cite.Name)
            : null;
    }

    /// <summary>The answer for a Cité that is no longer there: what to look at instead.</summary>
    private ViewResult Gone(string page, string path)
    {
        var view = View("Gone", (page, path));
        view.StatusCode = StatusCodes.Status404NotFound;
        return view;
    }
}

/// <param name="Cite">Slug of the Cité; null for the network.</param>
public sealed record NewsWidget(string Name, string? Cite, IReadOnlyList<ArticleLine> Articles);

/// <inheritdoc cref="NewsWidget"/>
public sealed record DatesWidget(string Name, string? Cite, IReadOnlyList<AgendaLine> Dates);

/// <param name="Slug">Null before the first issue, as is its content.</param>
public sealed record IssueWidget(NewsletterSettings Network, string? Slug, EditionContent? Content);

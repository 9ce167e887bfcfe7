using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Cites;

/// <summary>The Cités des métiers, on a map and by country, and the page of each Cité.</summary>
[AllowAnonymous]
public class CitesController(NewsletterContext db, NetworkIdentity identity, TimeProvider clock) : Controller
{
    private const int LastNews = 6;
    private const int LastMoves = 5;

    [HttpGet(SiteAddresses.Cites)]
    [ReadingPage]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var cites = await db.Cites
            .Select(c => new CiteLine(c.Name, c.Slug, c.City, c.Region, c.Country, c.Label, c.Latitude, c.Longitude)).ToListAsync(cancellation);
        return View(new CitesPage([.. cites.OrderBy(c => c.Name, FrenchOrder.Alphabet)]));
    }

    [HttpGet(SiteAddresses.Cites + "/{slug}")]
    [ReadingPage]
    public async Task<IActionResult> Show(string slug, CancellationToken cancellation)
    {
        var cite = await db.Cites.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug, cancellation);
        if (cite is null)
        {
            return NotFound();
        }

        var today = ParisTime.Today(clock);
        var member = User.IsMember();
        var news = await db.PublishedArticles.Where(a => a.CiteId == cite.Id).Originals().NewestFirst().AsLines(db).Take(LastNews)
            .ToListAsync(cancellation);
        var dates = await db.Agenda.VisibleTo(User).Where(e => e.CiteId == cite.Id && e.EndsOn >= today).InOrder().AsLines()
            .ToListAsync(cancellation);
        var contacts = await db.Contacts.Where(c => c.CiteId == cite.Id && c.LeftOn == null && (c.IsPublic || member)).OrderByFrench(c => c.Name)
            .Select(c => new ContactLine(c.Name, c.Role, c.Address, c.Phone, c.IsPublic)).ToListAsync(cancellation);
        var moves = await db.StaffMoves.Where(m => m.CiteId == cite.Id && m.IsAccepted)
            .OrderByDescending(m => m.EffectiveOn).ThenByDescending(m => m.Id).Take(LastMoves)
            .Select(m => new MoveLine(m.Kind, m.Person, m.Post, m.EffectiveOn, m.ReplacedBy, m.Address, m.Wording)).ToListAsync(cancellation);
        return View(new CitePage(cite, await identity.ReadAsync(cancellation), news, dates, contacts, moves));
    }
}

public sealed record CiteLine(
    string Name, string Slug, string City, string? Region, string Country, LabelState Label, double? Latitude, double? Longitude);

public sealed record CitesPage(IReadOnlyList<CiteLine> Cites)
{
    /// <summary>Countries with their Cités: France first, then by French name. Former Cités are listed separately.</summary>
    public IEnumerable<IGrouping<string, CiteLine>> Countries =>
        Current.GroupBy(c => Country.NameOf(c.Country)).OrderBy(g => g.First().Country != "FR").ThenBy(g => g.Key, FrenchOrder.Alphabet);

    public IReadOnlyList<CiteLine> Current => [.. Cites.Where(c => c.Label is not LabelState.Former)];

    public IReadOnlyList<CiteLine> Former => [.. Cites.Where(c => c.Label is LabelState.Former)];
}

public sealed record ContactLine(string Name, string? Role, string? Address, string? Phone, bool IsPublic);

public sealed record MoveLine(
    StaffMoveKind Kind, string Person, string Post, DateOnly? EffectiveOn, string? ReplacedBy, string? Address, string? Wording);

public sealed record CitePage(
    Cite Cite, NewsletterSettings Network, IReadOnlyList<ArticleLine> News, IReadOnlyList<AgendaLine> Dates, IReadOnlyList<ContactLine> Contacts,
    IReadOnlyList<MoveLine> Moves);

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Agenda;

/// <summary>The dates of the network: future ones by month, past ones by year.</summary>
[AllowAnonymous]
public class AgendaController(NewsletterContext db, TimeProvider clock) : Controller
{
    [HttpGet(SiteAddresses.Agenda)]
    [ReadingPage]
    public async Task<IActionResult> Index(AgendaQuery query, CancellationToken cancellation)
    {
        var today = ParisTime.Today(clock);
        var visible = db.Agenda.VisibleTo(User);
        var found = query.Filter(visible);
        var cites = await CitesAsync(visible, cancellation);
        if (!query.IsPast)
        {
            var coming = await found.Where(e => e.EndsOn >= today).InOrder().AsLines().ToListAsync(cancellation);
            return View(new AgendaPage(query, cites, coming, today, [], null));
        }

        var past = found.Where(e => e.EndsOn < today);
        var years = (await past.Select(e => e.StartsOn).Distinct().ToListAsync(cancellation)).Select(d => d.Year).Distinct().OrderDescending()
            .ToList();
        var year = query.Year ?? (years.Count > 0 ? years[0] : today.Year);
        var first = new DateOnly(Math.Clamp(year, 1, 9998), 1, 1);
        var next = first.AddYears(1);
        var lines = await past.Where(e => e.StartsOn >= first && e.StartsOn < next).InOrder().AsLines().ToListAsync(cancellation);
        lines.Reverse();
        return View(new AgendaPage(query, cites, lines, today, years, first.Year));
    }

    private static async Task<IReadOnlyList<AgendaCite>> CitesAsync(IQueryable<AgendaEntry> visible, CancellationToken cancellation)
    {
        var cites = await visible.Where(e => e.CiteId != null).Select(e => new AgendaCite(e.Cite!.Slug, e.Cite.Name)).Distinct()
            .ToListAsync(cancellation);
        return [.. cites.OrderBy(c => c.Name, FrenchOrder.Alphabet)];
    }
}

public sealed record AgendaCite(string Slug, string Name);

/// <param name="Years">Years with past dates, the newest first; empty for future dates.</param>
/// <param name="Year">The year shown; null for future dates.</param>
public sealed record AgendaPage(
    AgendaQuery Query, IReadOnlyList<AgendaCite> Cites, IReadOnlyList<AgendaLine> Dates, DateOnly Today, IReadOnlyList<int> Years, int? Year)
{
    /// <summary>The dates grouped by month in chronological order. Events in progress are listed under the current month.</summary>
    public IEnumerable<IGrouping<DateOnly, AgendaLine>> Months =>
        Dates.GroupBy(d => Year is null && d.StartsOn < Today ? First(Today) : First(d.StartsOn));

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}

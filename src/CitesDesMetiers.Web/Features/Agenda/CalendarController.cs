using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Forms;
using CitesDesMetiers.Web.Hosting;
using CitesDesMetiers.Web.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Features.Agenda;

/// <summary>The agenda for calendar programs (RFC 5545).</summary>
[AllowAnonymous]
public class CalendarController(NewsletterContext db, NetworkIdentity identity, IOptions<SiteOptions> site, TimeProvider clock) : Controller
{
    private const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>What everyone may see, from a year ago on: nobody is signed in where a calendar program asks.</summary>
    [HttpGet("/agenda.ics", Name = Pages.Calendar)]
    [ResponseCache(Duration = 900)]
    public async Task<IActionResult> All(CancellationToken cancellation)
    {
        var since = ParisTime.Today(clock).AddYears(-1);
        var entries = await db.Agenda.AsNoTracking().Include(e => e.Cite).Public().Where(e => e.EndsOn >= since).InOrder().ToListAsync(cancellation);
        var network = await identity.ReadAsync(cancellation);
        return File(Encoding.UTF8.GetBytes(NewCalendar($"Agenda de l’{network.NewsletterName}").Write(entries)), ContentType);
    }

    [HttpGet("/agenda/{id:int}.ics", Name = Pages.CalendarEntry)]
    public async Task<IActionResult> One(int id, CancellationToken cancellation)
    {
        var entry = await db.Agenda.AsNoTracking().Include(e => e.Cite).VisibleTo(User).FirstOrDefaultAsync(e => e.Id == id, cancellation);
        return entry is null
            ? NotFound()
            : File(Encoding.UTF8.GetBytes(NewCalendar(null).Write([entry])), ContentType, $"rendez-vous-{id}.ics");
    }

    private CalendarFile NewCalendar(string? name) =>
        new(site.Value.PublicUri.Host, site.Value.Absolute(Url.RouteUrl(Pages.Agenda)!), name, clock.GetUtcNow().UtcDateTime);
}

using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Agenda;

/// <summary>The agenda for calendar programs (RFC 5545).</summary>
[AllowAnonymous]
public class CalendarController(NewsletterContext db, NetworkIdentity identity, IOptions<SiteOptions> site, TimeProvider clock) : Controller
{
    private const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>The public dates of the last year and all later ones. Calendar programs are not signed in.</summary>
    [HttpGet(SiteAddresses.Calendar)]
    [ReadingPage]
    [ResponseCache(Duration = 900)]
    public async Task<IActionResult> All(CancellationToken cancellation)
    {
        var network = await identity.ReadAsync(cancellation);
        return await SubscriptionAsync($"Agenda {network.Newsletter.Of}", db.Agenda.Public(), cancellation);
    }

    /// <summary>The public dates of one Cité, like <see cref="All"/>.</summary>
    [HttpGet(SiteAddresses.Cites + "/{slug}.ics")]
    [ReadingPage]
    [ResponseCache(Duration = 900)]
    public async Task<IActionResult> OfCite(string slug, CancellationToken cancellation)
    {
        var cite = await db.Cites.Where(c => c.Slug == slug).Select(c => new { c.Id, c.Name }).FirstOrDefaultAsync(cancellation);
        return cite is null
            ? NotFound()
            : await SubscriptionAsync($"Agenda : {cite.Name}", db.Agenda.Public().Where(e => e.CiteId == cite.Id), cancellation);
    }

    /// <summary>All dates, those for members included, at an address that a member asked for and can close.</summary>
    [HttpGet(AccountAddresses.MembersCalendarRoot + "{token}.ics")]
    [TokenPage]
    public async Task<IActionResult> OfMember(string token, CancellationToken cancellation)
    {
        var hash = SecretToken.HashOf(token);
        var network = await identity.ReadAsync(cancellation);
        var isOpen = await db.Users.AnyAsync(
            u => u.CalendarHash == hash && (u.LockoutEnd == null || u.LockoutEnd != Core.Accounts.User.BlockedUntil), cancellation);
        return isOpen
            ? await SubscriptionAsync($"Agenda des membres {network.Newsletter.Of}", db.Agenda.Where(e => e.IsAccepted), cancellation)
            : NotFound();
    }

    [HttpGet(SiteAddresses.Agenda + "/{id:int}.ics")]
    [ReadingPage]
    public async Task<IActionResult> Entry(int id, CancellationToken cancellation)
    {
        var entry = await db.Agenda.AsNoTracking().Include(e => e.Cite).VisibleTo(User).FirstOrDefaultAsync(e => e.Id == id, cancellation);
        return entry is null
            ? NotFound()
            : await CalendarAsync(null, [entry], entry.ChangedAt, $"rendez-vous-{id}.ics", cancellation);
    }

    private async Task<IActionResult> SubscriptionAsync(string name, IQueryable<AgendaEntry> agenda, CancellationToken cancellation)
    {
        var since = ParisTime.Today(clock).AddYears(-1);
        var entries = await agenda.AsNoTracking().Include(e => e.Cite).Where(e => e.EndsOn >= since).InOrder().ToListAsync(cancellation);

        // Entries that were deleted or given to another Cité change the calendar too.
        var changedAt = await db.Agenda.MaxAsync(e => (DateTime?)e.ChangedAt, cancellation);
        return await CalendarAsync(name.Typed(), entries, changedAt, fileName: null, cancellation);
    }

    /// <summary>Answers 304 if the calendar is unchanged. The ETag is a hash of the file, because the file also contains names of Cités.</summary>
    private async Task<IActionResult> CalendarAsync(
        string? name, IReadOnlyCollection<AgendaEntry> entries, DateTime? changedAt, string? fileName, CancellationToken cancellation)
    {
        var tags = await db.TaggingEntityAsync(site.Value, cancellation);
        var file = new CalendarFile(tags.Authority, site.Value.Absolute(SiteAddresses.Agenda), name);
        var bytes = Encoding.UTF8.GetBytes(file.Write(entries));
        return File(bytes, ContentType, fileName, changedAt, ContentTag.Of(bytes));
    }
}

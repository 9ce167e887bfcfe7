using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Desk.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Audit;

/// <summary>The journal: who did what, and when.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.AuditLog)]
public class AuditController(NewsletterContext db, AuditLog log, LatestAuditCheck checks, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] AuditFilter filter, CancellationToken cancellation)
    {
        var rows = await filter.ReadAsync(filter.Apply(Db.AuditEntries.AsNoTracking()), AuditFilter.Columns, e => e, cancellation);
        var people = await Db.Users.OrderByFrench(u => u.DisplayName).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellation);
        var (check, at) = await checks.GetAsync(cancellation);
        return View(new AuditPage(
            filter, rows, [.. people.Select(p => new SelectListItem(p.DisplayName, p.Id.ToString(CultureInfo.InvariantCulture)))], check, at));
    }

    /// <summary>Exports what the filter finds. It is a POST, because the log records it.</summary>
    [HttpPost("export")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Export([FromQuery] AuditFilter filter, CancellationToken cancellation)
    {
        var found = filter.Apply(Db.AuditEntries.AsNoTracking());
        var count = await found.CountAsync(cancellation);
        log.Add(
            AuditAction.LogExported,
            FrenchNumbers.Count(count, "ligne exportée", "lignes exportées") + (filter.IsFiltered ? ", d’après un filtre" : ""));
        await Db.SaveChangesAsync(cancellation);
        return new SheetResult(
            $"journal-{ParisTime.Today(clock):yyyy-MM-dd}", SheetFormat.Csv,
            (output, stopping) => AuditExport.WriteAsync(found.OrderBy(e => e.Id), output, stopping));
    }

    [HttpPost("verification")]
    [EnableRateLimiting(RateLimits.Costly)]
    public IActionResult Check()
    {
        checks.Forget();
        return RedirectToAction(nameof(Index));
    }
}

/// <param name="People">The accounts, to filter by.</param>
/// <param name="CheckedAt">UTC.</param>
internal sealed record AuditPage(
    AuditFilter Filter, IReadOnlyList<AuditEntry> Rows, IReadOnlyList<SelectListItem> People, AuditCheck Check, DateTime CheckedAt)
    : ListPage<AuditFilter, AuditEntry>(Filter, Rows);

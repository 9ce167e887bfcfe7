using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Audit;

/// <summary>The journal: who did what with personal data, and when.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.AuditLog)]
public class AuditController(NewsletterContext db) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] AuditFilter filter, CancellationToken cancellation) =>
        View(new ListPage<AuditFilter, AuditEntry>(
            filter, await filter.ReadAsync(filter.Apply(Db.AuditEntries), AuditFilter.Columns, e => e, cancellation)));
}

/// <summary>The query of the journal.</summary>
public class AuditFilter : ListFilter
{
    internal static readonly SortColumns<AuditEntry> Columns = new SortColumns<AuditEntry>("-date").By("date", e => e.Id)
        .ByLabel("acte", e => e.Action).ByText("auteur", e => e.ByName);

    [FromQuery(Name = "acte"), ModelBinder<FrenchSlugBinder>]
    public AuditAction? Action { get; set; }

    internal IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        var found = Action is { } action ? entries.Where(e => e.Action == action) : entries;
        return Search?.Trim() is { Length: > 0 } sought ? found.Where(e => e.ByName.Contains(sought) || e.Subject.Contains(sought)) : found;
    }
}

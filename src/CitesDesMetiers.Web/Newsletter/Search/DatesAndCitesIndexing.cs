using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>
/// Keeps the search entries of dates and Cités, which change after they have appeared: each is written again whenever its date or its
/// Cité is saved.
/// </summary>
internal sealed class DatesAndCitesIndexing : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        foreach (var changed in db.ChangeTracker.Entries<AgendaEntry>().Where(IsWritten).ToList())
        {
            await WriteAsync(db, changed.Entity, changed.State is EntityState.Added, cancellationToken);
        }

        foreach (var changed in db.ChangeTracker.Entries<Cite>().Where(IsWritten).ToList())
        {
            await WriteAsync(db, changed.Entity, changed.State is EntityState.Added, cancellationToken);
        }

        return await base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private static bool IsWritten(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified;

    private static async Task WriteAsync(DbContext db, AgendaEntry date, bool isNew, CancellationToken cancellation)
    {
        var entry = isNew ? null : await db.Set<SearchEntry>().FirstOrDefaultAsync(e => e.AgendaEntryId == date.Id, cancellation);
        if (!date.IsAccepted)
        {
            if (entry is not null)
            {
                db.Remove(entry);
            }

            return;
        }

        if (entry is null)
        {
            entry = new SearchEntry(SearchKind.Date, date.Title, "", "/agenda", "fr") { AgendaEntry = date };
            db.Add(entry);
        }

        entry.Describe(date.Title, string.Join(", ", new[] { date.Place, date.Project }.Where(p => !string.IsNullOrEmpty(p))), "fr");
        entry.Date(date.StartsOn);
        entry.From(date.CiteId);
        entry.ShowToMembersOnly(date.IsMembersOnly);
    }

    private static async Task WriteAsync(DbContext db, Cite cite, bool isNew, CancellationToken cancellation)
    {
        var entry = isNew
            ? null
            : await db.Set<SearchEntry>().FirstOrDefaultAsync(e => e.Kind == SearchKind.Cite && e.CiteId == cite.Id, cancellation);
        if (entry is null)
        {
            entry = new SearchEntry(SearchKind.Cite, cite.Name, "", $"/cites/{cite.Slug}", "fr");
            entry.From(cite);
            db.Add(entry);
        }

        IEnumerable<string?> facts = [cite.City, cite.Region, Country.NameOf(cite.Country), cite.Presentation];
        entry.Describe(cite.Name, string.Join(", ", facts.Where(f => !string.IsNullOrEmpty(f))), "fr");
    }
}

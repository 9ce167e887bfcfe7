using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>
/// Keeps the search entries: those of an edition are saved with it, those of a date or a Cité are written again with every change.
/// </summary>
internal sealed class SearchIndexing : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (NewsletterContext)eventData.Context!;
        await WriteAsync(
            db, [.. db.ChangeTracker.Entries<Edition>().Where(e => e.State is EntityState.Added).Select(e => e.Entity)], cancellationToken);
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

    private static bool IsWritten(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified;

    private static async Task WriteAsync(NewsletterContext db, List<Edition> editions, CancellationToken cancellation)
    {
        if (editions.Count > 0)
        {
            var cites = await db.Cites.AsNoTracking().ToDictionaryAsync(c => c.Slug, c => c.Id, cancellation);
            db.SearchEntries.AddRange(editions.SelectMany(e => EditionEntries.Of(e, cites)));
        }
    }

    private static async Task WriteAsync(NewsletterContext db, AgendaEntry date, bool isNew, CancellationToken cancellation)
    {
        var entry = isNew ? null : await db.SearchEntries.FirstOrDefaultAsync(e => e.AgendaEntryId == date.Id, cancellation);
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
            entry = new SearchEntry(SearchKind.Date, date.Title, "", SiteAddresses.Agenda, "fr") { AgendaEntry = date };
            db.Add(entry);
        }

        entry.Describe(date.Title, string.Join(", ", new[] { date.Place, date.Project }.Where(p => !string.IsNullOrEmpty(p))), "fr");
        entry.Date(date.StartsOn);
        entry.From(date.CiteId);
        entry.ShowToMembersOnly(date.IsMembersOnly);
    }

    private static async Task WriteAsync(NewsletterContext db, Cite cite, bool isNew, CancellationToken cancellation)
    {
        var entry = isNew
            ? null
            : await db.SearchEntries.FirstOrDefaultAsync(e => e.Kind == SearchKind.Cite && e.CiteId == cite.Id, cancellation);
        if (entry is null)
        {
            entry = new SearchEntry(SearchKind.Cite, cite.Name, "", SiteAddresses.Cite(cite.Slug), "fr");
            entry.From(cite);
            db.Add(entry);
        }

        IEnumerable<string?> facts = [cite.City, cite.Region, Country.NameOf(cite.Country), cite.Presentation];
        entry.Describe(cite.Name, string.Join(", ", facts.Where(f => !string.IsNullOrEmpty(f))), "fr");
    }
}

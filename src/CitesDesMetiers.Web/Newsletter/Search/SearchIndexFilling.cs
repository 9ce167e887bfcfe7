using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>Writes the search entries of what was published before the search existed.</summary>
internal static class SearchIndexFilling
{
    public static async Task RunAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var missing = await db.Editions.Where(e => !db.SearchEntries.Any(s => s.EditionId == e.Id)).Select(e => e.Id).ToListAsync(cancellation);
        if (missing.Count > 0)
        {
            var cites = await db.Cites.AsNoTracking().ToDictionaryAsync(c => c.Slug, c => c.Id, cancellation);
            foreach (var id in missing)
            {
                var edition = await db.Editions.Include(e => e.Articles).ThenInclude(a => a.Themes).FirstAsync(e => e.Id == id, cancellation);
                db.SearchEntries.AddRange(EditionEntries.Of(edition, cites));
                await db.SaveChangesAsync(cancellation);
                db.ChangeTracker.Clear();
            }
        }

        await SaveAgainAsync(db, db.Agenda.Where(a => a.IsAccepted && !db.SearchEntries.Any(s => s.AgendaEntryId == a.Id)), cancellation);
        await SaveAgainAsync(
            db, db.Cites.Where(c => !db.SearchEntries.Any(s => s.Kind == SearchKind.Cite && s.CiteId == c.Id)), cancellation);
    }

    /// <summary><see cref="SearchIndexing"/> writes the entry of what is saved.</summary>
    private static async Task SaveAgainAsync<T>(NewsletterContext db, IQueryable<T> rows, CancellationToken cancellation) where T : class
    {
        foreach (var row in await rows.ToListAsync(cancellation))
        {
            db.Entry(row).State = EntityState.Modified;
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Fills the search column of rows that were saved before that column existed.</summary>
internal static class SearchFilling
{
    private const int BatchSize = 500;

    public static async Task RunAsync(NewsletterContext db, CancellationToken cancellation)
    {
        await FillAsync(db, db.News, cancellation);
        await FillAsync(db, db.Issues, cancellation);
        await FillAsync(db, db.Agenda, cancellation);
        await FillAsync(db, db.StaffMoves, cancellation);
        await FillAsync(db, db.Contacts, cancellation);
        await FillAsync(db, db.Cites, cancellation);
        await FillAsync(db, db.Media, cancellation);
    }

    private static async Task FillAsync<T>(NewsletterContext db, IQueryable<T> rows, CancellationToken cancellation) where T : class, ISearchable
    {
        var last = 0;
        while (true)
        {
            var after = last;
            var batch = await rows.IgnoreQueryFilters()
                .Where(r => EF.Property<string>(r, ISearchable.Column) == "" && EF.Property<int>(r, "Id") > after)
                .OrderBy(r => EF.Property<int>(r, "Id")).Take(BatchSize).ToListAsync(cancellation);
            foreach (var row in batch)
            {
                // The context fills the search column of every modified row.
                db.Entry(row).State = EntityState.Modified;
                last = (int)db.Entry(row).Property("Id").CurrentValue!;
            }

            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
            if (batch.Count < BatchSize)
            {
                return;
            }
        }
    }
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>The exclusive right of one worker to process an import. Compare-and-set ensures that one instance gets it.</summary>
internal sealed record ImportLease(int ImportId, Guid Id)
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);

    /// <param name="importId">The only import to take; null for any that waits.</param>
    /// <returns>Null when no import waits, or another instance holds it.</returns>
    public static async Task<ImportLease?> TakeAsync(NewsletterContext db, int? importId, DateTime now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db, now).Where(i => importId == null || i.Id == importId).OrderBy(i => i.Id).Select(i => i.Id)
            .ToListAsync(cancellation);
        foreach (var id in waiting)
        {
            var (lease, version) = (Guid.NewGuid(), Guid.NewGuid());
            var until = now + Duration;

            // A new version prevents a worker that lost the lease from saving its changes.
            var taken = await Waiting(db, now).Where(i => i.Id == id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(i => i.LeaseId, lease).SetProperty(i => i.LeasedUntil, until).SetProperty(i => i.Version, version),
                    cancellation);
            if (taken == 1)
            {
                return new ImportLease(id, lease);
            }
        }

        return null;
    }

    /// <summary>Extends the lease. Within a transaction, the update also blocks other workers until the end.</summary>
    /// <param name="checkedTo">Progress of the dry run; null to leave it unchanged.</param>
    /// <exception cref="LeaseLostException">Another worker holds the lease.</exception>
    public async Task KeepAsync(NewsletterContext db, DateTime now, int? checkedTo, CancellationToken cancellation)
    {
        var until = now + Duration;
        var kept = await db.SubscriberImports.Where(i => i.Id == ImportId && i.LeaseId == Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.LeasedUntil, until).SetProperty(i => i.CheckedTo, i => checkedTo ?? i.CheckedTo), cancellation);
        if (kept != 1)
        {
            throw new LeaseLostException();
        }
    }

    public Task ReleaseAsync(NewsletterContext db) =>
        db.SubscriberImports.Where(i => i.Id == ImportId && i.LeaseId == Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.LeaseId, (Guid?)null).SetProperty(i => i.LeasedUntil, (DateTime?)null), CancellationToken.None);

    private static IQueryable<SubscriberImport> Waiting(NewsletterContext db, DateTime now) =>
        db.SubscriberImports.Where(i =>
            (i.State == ImportState.Checking || i.State == ImportState.Importing || i.State == ImportState.Undoing)
                && (i.LeasedUntil == null || i.LeasedUntil < now));
}

/// <summary>Thrown when another worker has taken the import. The changes since then must be discarded.</summary>
internal sealed class LeaseLostException() : Exception("Another instance works on this import.");

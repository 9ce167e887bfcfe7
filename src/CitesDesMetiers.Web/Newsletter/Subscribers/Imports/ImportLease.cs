using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>The right of one worker to work on one import: compare and set, so that of several instances one gets it.</summary>
internal sealed record ImportLease(int ImportId, Guid Id)
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);

    /// <param name="wanted">Only this import; null for whichever waits.</param>
    /// <returns>Null where nothing waits, or others are at it.</returns>
    public static async Task<ImportLease?> TakeAsync(NewsletterContext db, int? wanted, DateTime now, CancellationToken cancellation)
    {
        var waiting = await Waiting(db, now).Where(i => wanted == null || i.Id == wanted).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellation);
        foreach (var id in waiting)
        {
            var (lease, version) = (Guid.NewGuid(), Guid.NewGuid());
            var until = now + Duration;

            // Another version, so that whoever lost the lease without knowing cannot save what it did.
            var taken = await Waiting(db, now).Where(i => i.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.LeaseId, lease).SetProperty(i => i.LeasedUntil, until).SetProperty(i => i.Version, version), cancellation);
            if (taken == 1)
            {
                return new ImportLease(id, lease);
            }
        }

        return null;
    }

    /// <summary>Keeps it; within a transaction also keeps others from taking it before the end.</summary>
    /// <param name="checkedTo">How far the dry run has come; null to leave that.</param>
    /// <exception cref="LeaseLostException">Others have it.</exception>
    public async Task KeepAsync(NewsletterContext db, DateTime now, int? checkedTo, CancellationToken cancellation)
    {
        var until = now + Duration;
        var kept = await db.SubscriberImports.Where(i => i.Id == ImportId && i.LeaseId == Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.LeasedUntil, until).SetProperty(i => i.CheckedTo, i => checkedTo ?? i.CheckedTo), cancellation);
        if (kept != 1)
        {
            throw new LeaseLostException();
        }
    }

    public Task ReleaseAsync(NewsletterContext db) =>
        db.SubscriberImports.Where(i => i.Id == ImportId && i.LeaseId == Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.LeaseId, (Guid?)null).SetProperty(i => i.LeasedUntil, (DateTime?)null), CancellationToken.None);

    private static IQueryable<SubscriberImport> Waiting(NewsletterContext db, DateTime now) =>
        db.SubscriberImports.Where(i =>
            (i.State == ImportState.Checking || i.State == ImportState.Importing || i.State == ImportState.Undoing) && (i.LeasedUntil == null || i.LeasedUntil < now));
}

/// <summary>Somebody else works on the import: what was done here since must not count.</summary>
public sealed class LeaseLostException() : Exception("Another instance works on this import.");

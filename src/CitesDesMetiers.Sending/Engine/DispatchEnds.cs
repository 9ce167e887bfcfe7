using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>How dispatches end: by statements that any instance may run at any moment, any number of times.</summary>
internal static class DispatchEnds
{
    /// <summary>A running dispatch is over with its last delivery; of a cancelled one, what nobody is sending is cancelled.</summary>
    public static async Task SettleAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        // Look first: an update takes the write lock even where it finds nothing.
        var finished = db.Dispatches
            .Where(d => d.State == DispatchState.Running && !db.Deliveries.Any(r => r.DispatchId == d.Id && (r.State == DeliveryState.Pending
                || r.State == DeliveryState.Leased || r.State == DeliveryState.Deferred)));
        foreach (var id in await finished.Select(d => d.Id).ToListAsync(cancellation))
        {
            // Deliveries may have been given back since.
            await finished.Where(d => d.Id == id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.State, DispatchState.Completed).SetProperty(d => d.CompletedAt, now), cancellation);
        }

        var cancelled = await db.Dispatches
            .Where(d => d.State == DispatchState.Cancelled && db.Deliveries.Any(r => r.DispatchId == d.Id && (r.State == DeliveryState.Pending
                || r.State == DeliveryState.Deferred || (r.State == DeliveryState.Leased && r.LeasedUntil < now))))
            .Select(d => d.Id)
            .ToListAsync(cancellation);
        foreach (var id in cancelled)
        {
            await CancelRestAsync(db, id, now, cancellation);
        }
    }

    public static Task<int> CancelRestAsync(NewsletterContext db, int dispatchId, DateTime now, CancellationToken cancellation) =>
        db.Deliveries
            .Where(r => r.DispatchId == dispatchId && r.Dispatch.State == DispatchState.Cancelled && (r.State == DeliveryState.Pending || r.State == DeliveryState.Deferred
                || (r.State == DeliveryState.Leased && r.LeasedUntil < now)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.State, DeliveryState.Cancelled)
                    .SetProperty(r => r.LeaseId, (Guid?)null)
                    .SetProperty(r => r.LeasedUntil, (DateTime?)null)
                    .SetProperty(r => r.IsLeaving, false),
                cancellation);
}

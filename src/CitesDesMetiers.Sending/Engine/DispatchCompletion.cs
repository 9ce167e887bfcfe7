using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Ends dispatches: completes those without open deliveries, and cancels what remains of cancelled ones.
/// The statements are idempotent, so any instance may run them at any time.
/// </summary>
internal static class DispatchCompletion
{
    /// <summary>Completes each running dispatch without an open delivery, and cancels the unsent deliveries of each cancelled one.</summary>
    public static async Task SettleAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        // Read first: an update takes the write lock even when it matches no row.
        var finished = db.Dispatches
            .Where(d => d.State == DispatchState.Running && !db.Deliveries.Any(r => r.DispatchId == d.Id && (r.State == DeliveryState.Pending
                || r.State == DeliveryState.Leased || r.State == DeliveryState.Deferred)));
        foreach (var id in await finished.Select(d => d.Id).ToListAsync(cancellation))
        {
            // The condition is repeated: deliveries may have been reopened since the read.
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
            await CancelRemainingAsync(db, id, now, cancellation);
        }
    }

    /// <summary>Cancels the deliveries of a cancelled dispatch that no connection is sending.</summary>
    public static Task<int> CancelRemainingAsync(NewsletterContext db, int dispatchId, DateTime now, CancellationToken cancellation) =>
        db.Deliveries
            .Where(r => r.DispatchId == dispatchId && r.Dispatch.State == DispatchState.Cancelled
                && (r.State == DeliveryState.Pending || r.State == DeliveryState.Deferred
                || (r.State == DeliveryState.Leased && r.LeasedUntil < now)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.State, DeliveryState.Cancelled)
                    .SetProperty(r => r.LeaseId, (Guid?)null)
                    .SetProperty(r => r.LeasedUntil, (DateTime?)null)
                    .SetProperty(r => r.IsLeaving, false),
                cancellation);
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

/// <summary>The history of sending that a newsletter of two years has: each past edition went to everybody.</summary>
internal sealed class DemoDispatches(NewsletterContext db)
{
    public async Task SendPastEditionsAsync(CancellationToken cancellation)
    {
        foreach (var edition in await db.Editions.OrderBy(e => e.PublishedAt).ToListAsync(cancellation))
        {
            var dispatch = new Dispatch(edition, edition.PublishedAt);
            db.Dispatches.Add(dispatch);
            await db.SaveChangesAsync(cancellation);
            await db.Database.ExecuteSqlRawAsync(
                DatabaseProvider.Of(db.Database).QueueDeliveries, [dispatch.Id, edition.PublishedAt, "infolettre.example"], cancellation);
            await db.Deliveries.Where(d => d.DispatchId == dispatch.Id).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Sent).SetProperty(d => d.Attempts, 1)
                    .SetProperty(d => d.SentAt, edition.PublishedAt.AddMinutes(2)).SetProperty(d => d.LastReply, "250 2.0.0 Ok"),
                cancellation);
            await db.Dispatches.Where(d => d.Id == dispatch.Id).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DispatchState.Completed).SetProperty(d => d.CompletedAt, edition.PublishedAt.AddMinutes(2)),
                cancellation);
        }
    }
}

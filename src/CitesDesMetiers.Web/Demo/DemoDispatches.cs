using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

/// <summary>Creates past dispatches: each past edition was sent to all subscribers of its time.</summary>
internal sealed class DemoDispatches(NewsletterContext db)
{
    private const int Minutes = 9;
    private const int DaysRead = 12;

    public async Task SendPastEditionsAsync(CancellationToken cancellation)
    {
        foreach (var edition in await db.Editions.OrderBy(e => e.PublishedAt).ToListAsync(cancellation))
        {
            var dispatch = new Dispatch(edition, edition.PublishedAt);
            db.Dispatches.Add(dispatch);
            await db.SaveChangesAsync(cancellation);
            await db.Database.ExecuteSqlRawAsync(
                DatabaseProvider.Of(db.Database).QueueDeliveries,
                [
                    dispatch.Id,
                    edition.PublishedAt,
                    "infolettre.example",
                    .. dispatch.Audience.Parameters(DateOnly.FromDateTime(edition.PublishedAt))
                ], cancellation);
            var queued = db.Deliveries.Where(d => d.DispatchId == dispatch.Id);
            for (var minute = 0; minute < Minutes; minute++)
            {
                await queued.Where(d => d.Id % Minutes == minute).ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.State, DeliveryState.Sent).SetProperty(d => d.Attempts, 1)
                        .SetProperty(d => d.SentAt, edition.PublishedAt.AddMinutes(minute)).SetProperty(d => d.LastReply, "250 2.0.0 Ok"),
                    cancellation);
            }

            await EndAsync(
                queued.Where(d => d.Id % 67 == 5), DeliveryState.Failed, FailureCause.UnknownAddress, "550 5.1.1 User unknown", cancellation);
            await EndAsync(queued.Where(d => d.Id % 89 == 7), DeliveryState.Failed, FailureCause.MailboxFull, "552 5.2.2 Mailbox full", cancellation);
            await EndAsync(queued.Where(d => d.Id % 97 == 11), DeliveryState.Bounced, FailureCause.Inactive, "250 2.0.0 Ok", cancellation);
            await EndAsync(queued.Where(d => d.Id % 113 == 13), DeliveryState.Suppressed, null, null, cancellation);
            db.EditionVisits.AddRange(Enumerable.Range(0, DaysRead).Select(day =>
                new EditionVisits(
                    edition.Id, DateOnly.FromDateTime(edition.PublishedAt).AddDays(day), 3 + 160 / (1 + day * day) + edition.Id * 7 % 5)));
            await db.SaveChangesAsync(cancellation);
            await db.Dispatches.Where(d => d.Id == dispatch.Id).ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.State, DispatchState.Completed).SetProperty(d => d.CompletedAt, edition.PublishedAt.AddMinutes(Minutes)),
                cancellation);
        }
    }

    private static Task<int> EndAsync(
        IQueryable<Delivery> deliveries, DeliveryState state, FailureCause? cause, string? reply, CancellationToken cancellation) =>
        deliveries.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, state).SetProperty(d => d.Cause, cause).SetProperty(d => d.LastReply, reply)
                .SetProperty(d => d.SentAt, d => state == DeliveryState.Bounced ? d.SentAt : null),
            cancellation);
}

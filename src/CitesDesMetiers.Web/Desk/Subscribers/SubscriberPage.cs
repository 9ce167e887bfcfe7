using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>All that is known of one subscriber.</summary>
/// <param name="Suppression">Why they are written to no more, if they are not.</param>
/// <param name="Deliveries">The latest first.</param>
/// <param name="Failures">Of mails to them alone, such as the request to confirm; the latest first.</param>
/// <param name="Account">Of the same address, if there is one.</param>
public sealed record SubscriberPage(
    Subscriber Subscriber, SuppressionFact? Suppression, IReadOnlyList<SubscriberDelivery> Deliveries, IReadOnlyList<PersonalFailure> Failures, SubscriberAccount? Account)
{
    private const int DeliveriesShown = 12;

    /// <returns>Null: there is no such subscriber, or not any more.</returns>
    internal static async Task<SubscriberPage?> ReadAsync(NewsletterContext db, int id, CancellationToken cancellation)
    {
        var subscriber = await db.Subscribers.AsNoTracking().Include(s => s.ConsentEvents).Include(s => s.Themes).Include(s => s.Cite)
            .FirstOrDefaultAsync(s => s.Id == id && s.State != SubscriberState.Erased, cancellation);
        if (subscriber is null)
        {
            return null;
        }

        var capitals = subscriber.Address.ToUpperInvariant();
        return new(
            subscriber,
            await db.Suppressions.Where(s => s.AddressKey == subscriber.AddressKey)
                .Select(s => new SuppressionFact(s.Id, s.Reason, s.CreatedAt)).FirstOrDefaultAsync(cancellation),
            await db.Deliveries.Where(d => d.SubscriberId == id).OrderByDescending(d => d.Id).Take(DeliveriesShown)
                .Select(d => new SubscriberDelivery(d.DispatchId, d.Dispatch.Edition.Number, d.Dispatch.DigestId != null, d.State, d.Cause, d.SentAt ?? d.Dispatch.CreatedAt, d.Dispatch.ToOutbox))
                .ToListAsync(cancellation),
            await db.ReturnedMails.Where(r => r.SubscriberId == id && r.DeliveryId == null && r.Cause != null).OrderByDescending(r => r.Id).Take(DeliveriesShown)
                .Select(r => new PersonalFailure(r.At, r.Cause!.Value)).ToListAsync(cancellation),
            await db.Users.Where(u => u.NormalizedEmail == capitals).Select(u => new SubscriberAccount(u.Id, u.Role)).FirstOrDefaultAsync(cancellation));
    }
}

public sealed record SuppressionFact(int Id, SuppressionReason Reason, DateTime At);

/// <param name="IsDigest">The quarterly digest, rather than the issue.</param>
public sealed record SubscriberDelivery(int DispatchId, int Issue, bool IsDigest, DeliveryState State, FailureCause? Cause, DateTime At, bool ToOutbox);

/// <param name="At">UTC; when it became known.</param>
public sealed record PersonalFailure(DateTime At, FailureCause Cause);

public sealed record SubscriberAccount(int Id, Role Role);

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Documents;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>All data about a subscriber.</summary>
/// <param name="Suppression">The reason why they receive no mail; null if they do.</param>
/// <param name="Deliveries">The latest first.</param>
/// <param name="Failures">Failures of personal mails, such as the confirmation; the latest first.</param>
/// <param name="Account">The account with the same address; null if there is none.</param>
internal sealed record SubscriberPage(
    Subscriber Subscriber, SuppressionFact? Suppression, IReadOnlyList<SubscriberDelivery> Deliveries, IReadOnlyList<PersonalFailure> Failures,
    SubscriberAccount? Account)
{
    private const int DeliveriesShown = 12;

    /// <summary>What an erasure does not change.</summary>
    public IReadOnlyList<Mention> NamedIn { get; init; } = [];

    /// <returns>Null when the subscriber does not exist.</returns>
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
                .Select(d => new SubscriberDelivery(
                    d.DispatchId, d.Dispatch.Edition.Number, d.Dispatch.DigestId != null, d.State, d.Cause, d.SentAt ?? d.Dispatch.CreatedAt,
                    d.Dispatch.ToOutbox))
                .ToListAsync(cancellation),
            await db.ReturnedMails.Where(r => r.SubscriberId == id && r.DeliveryId == null && r.Cause != null).OrderByDescending(r => r.Id)
                .Take(DeliveriesShown)
                .Select(r => new PersonalFailure(r.At, r.Cause!.Value)).ToListAsync(cancellation),
            await db.Users.Where(u => u.NormalizedEmail == capitals).Select(u => new SubscriberAccount(u.Id, u.Role))
                .FirstOrDefaultAsync(cancellation));
    }
}

internal sealed record SuppressionFact(int Id, SuppressionReason Reason, DateTime At);

/// <param name="IsDigest">Whether it is the quarterly digest rather than an issue.</param>
internal sealed record SubscriberDelivery(
    int DispatchId, int Issue, bool IsDigest, DeliveryState State, FailureCause? Cause, DateTime At, bool ToOutbox);

/// <param name="At">In UTC: the time at which the failure became known.</param>
internal sealed record PersonalFailure(DateTime At, FailureCause Cause);

internal sealed record SubscriberAccount(int Id, Role Role);

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Deletes unconfirmed requests, as the privacy page promises. Without consent there is no reason to keep them.</summary>
internal sealed class PendingPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PendingPurge> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>
    /// Deletes unconfirmed subscribers, their requests, and unconfirmed new addresses. A subscriber who was ever confirmed stays with
    /// their proofs.
    /// </summary>
    /// <returns>The number of requests deleted.</returns>
    public static Task<int> RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var before = now - KeptFor;
        var expired = db.Subscribers.Where(s =>
            s.State == SubscriberState.Pending && s.ConfirmedAt == null && s.ConfirmationSentAt < before
                && !db.Deliveries.Any(d => d.SubscriberId == s.Id));
        return db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

            // Chosen once: who confirms meanwhile is either chosen no more, or finds nothing left. They never stay without their proofs.
            var mark = Guid.NewGuid();
            await expired.ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, mark), cancellation);
            var chosen = db.Subscribers.Where(s => s.State == SubscriberState.Pending && s.Version == mark);
            await db.ConsentEvents.Where(e => chosen.Any(s => s.Id == e.SubscriberId)).ExecuteDeleteAsync(cancellation);
            await db.ReturnedMails.Where(r => chosen.Any(s => s.Id == r.SubscriberId)).ExecuteDeleteAsync(cancellation);
            await db.SentMails.Where(m => chosen.Any(s => s.PublicId == m.SubscriberId)).ExecuteDeleteAsync(cancellation);
            var erased = await chosen.ExecuteDeleteAsync(cancellation);

            // The mail to a new address says that it is deleted unless confirmed.
            var askedBefore = now - Subscriber.ConfirmationLife;
            await db.Subscribers.Where(s => s.NewAddress != null && s.NewAddressAskedAt < askedBefore).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.NewAddress, (string?)null).SetProperty(s => s.NewAddressHash, (byte[]?)null), cancellation);
            await transaction.CommitAsync(cancellation);
            return erased;
        });
    }

    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        RunAsync(services.GetRequiredService<NewsletterContext>(), Now, stopping);
}

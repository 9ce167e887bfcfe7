using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Subscription;

/// <summary>Erases requests that nobody confirmed, as the privacy page says: there is no consent to prove and no reason to keep them.</summary>
public sealed class PendingPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PendingPurge> logger) : BackgroundService
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Erases them and their requests for good; a subscriber who was ever confirmed stays, with their proofs.</summary>
    public static Task<int> RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var before = now - KeptFor;
        var expired = db.Subscribers.Where(s =>
            s.State == SubscriberState.Pending && s.ConfirmedAt == null && s.ConfirmationSentAt < before && !db.Deliveries.Any(d => d.SubscriberId == s.Id));
        return db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.ConsentEvents.Where(e => expired.Any(s => s.Id == e.SubscriberId)).ExecuteDeleteAsync(cancellation);
            var erased = await expired.ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return erased;
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RunAsync(scope.ServiceProvider.GetRequiredService<NewsletterContext>(), clock.GetUtcNow().UtcDateTime, stoppingToken);
            }
            catch (Exception e) when (DatabaseAway.IsCause(e))
            {
                // Nothing was erased; the next round tries again.
                logger.LogWarning(e, "Unconfirmed requests could not be erased.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

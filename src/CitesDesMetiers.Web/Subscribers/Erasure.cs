using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Subscribers;

/// <summary>Erases what is known of a subscriber (RGPD 17). What is left is the key of their address, so that no import brings them back.</summary>
public sealed class Erasure(NewsletterContext db, TimeProvider clock)
{
    /// <returns>Whether there was somebody to erase.</returns>
    public async Task<bool> EraseAsync(int subscriberId, string byName, int? userId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.Id == subscriberId, cancellation) is not { State: not SubscriberState.Erased } subscriber)
        {
            return false;
        }

        if (!await db.Suppressions.AnyAsync(s => s.AddressKey == subscriber.AddressKey, cancellation))
        {
            db.Suppressions.Add(new Suppression(subscriber.AddressKey, SuppressionReason.Erasure, now));
        }

        subscriber.Erase(now);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellation);
            await db.ConsentEvents.Where(e => e.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            db.ChangeTracker.AcceptAllChanges();
            return true;
        });
    }
}

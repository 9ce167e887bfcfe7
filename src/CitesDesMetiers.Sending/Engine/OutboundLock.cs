using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Holds back every mail of the site after a restored backup, until an administrator has looked. It is a <see cref="SendingQuota"/> of everything
/// that is used up for ever, so that it moves with the database and holds for all instances.
/// </summary>
public sealed class OutboundLock(NewsletterContext db)
{
    private const string Key = "everything";

    public Task<bool> IsLockedAsync(CancellationToken cancellation) => db.SendingQuotas.AnyAsync(q => q.Key == Key, cancellation);

    /// <summary>
    /// The query while mail may leave, else nothing. Whoever looks for work asks for both in one statement: between two of them the lock may come.
    /// </summary>
    internal static IQueryable<T> Unlocked<T>(NewsletterContext db, IQueryable<T> work) =>
        work.Where(_ => !db.SendingQuotas.Any(q => q.Key == Key));

    public async Task LockAsync(CancellationToken cancellation)
    {
        if (!await IsLockedAsync(cancellation))
        {
            db.SendingQuotas.Add(SendingQuota.UsedUp(Key));
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Lifts the lock with the next save.</summary>
    public async Task LiftAsync(CancellationToken cancellation) =>
        db.SendingQuotas.RemoveRange(await db.SendingQuotas.Where(q => q.Key == Key).ToListAsync(cancellation));
}

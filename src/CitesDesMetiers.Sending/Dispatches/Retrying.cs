using System.Linq.Expressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>Failed deliveries of one cause.</summary>
/// <param name="Sendable">How many may be sent again; the others left the newsletter or are suppressed.</param>
public sealed record RetryGroup(FailureCause Cause, int Count, int Sendable);

/// <summary>
/// Queues deliveries that ended without arriving for another attempt, under the same Message-ID. Repeating it has no further effect.
/// </summary>
public sealed class Retrying(
    NewsletterContext db, Dispatching dispatching, DispatchProgress progress, DatabaseWriteLock writeLock, TimeProvider clock)
{
    /// <summary>The failed deliveries by cause. Dead addresses are left out: they are never tried again.</summary>
    public async Task<IReadOnlyList<RetryGroup>> FailedAsync(int id, CancellationToken cancellation)
    {
        var failed = db.Deliveries.Where(d => d.DispatchId == id && d.State == DeliveryState.Failed
            && d.Cause != FailureCause.UnknownAddress && d.Cause != FailureCause.Inactive);
        var all = await ByCauseAsync(failed, cancellation);
        var sendable = await ByCauseAsync(failed.Where(MayReceive()), cancellation);
        return [.. all.OrderByDescending(g => g.Value).Select(g => new RetryGroup(g.Key, g.Value, sendable.GetValueOrDefault(g.Key)))];
    }

    /// <returns>How many deliveries are tried again.</returns>
    /// <exception cref="DbUpdateConcurrencyException">The dispatch changed at the same moment; nothing was done.</exception>
    public Task<int> RetryFailedAsync(int id, IReadOnlyCollection<FailureCause> causes, CancellationToken cancellation)
    {
        var wanted = causes.Where(c => !Delivery.IsDead(c)).Select(c => (FailureCause?)c).ToList();
        var unnamed = wanted.Contains(FailureCause.Other);
        return RequeueAsync(
            id, d => d.State == DeliveryState.Failed && (wanted.Contains(d.Cause) || (unnamed && d.Cause == null)), _ => { }, cancellation);
    }

    public Task<int> SendableUncertainAsync(int id, CancellationToken cancellation) =>
        db.Deliveries.Where(d => d.DispatchId == id && d.State == DeliveryState.Uncertain).Where(MayReceive()).CountAsync(cancellation);

    /// <inheritdoc cref="RetryFailedAsync"/>
    public Task<int> SendUncertainAgainAsync(int id, CancellationToken cancellation) =>
        RequeueAsync(id, d => d.State == DeliveryState.Uncertain, d => d.LeaveUncertain(0), cancellation);

    /// <summary>Leaves the uncertain deliveries as they are; the editors are not asked about them again.</summary>
    /// <inheritdoc cref="RetryFailedAsync" path="/exception"/>
    public async Task LeaveUncertainAsync(int id, CancellationToken cancellation)
    {
        var dispatch = await db.Dispatches.FirstAsync(d => d.Id == id, cancellation);
        dispatch.LeaveUncertain(await db.Deliveries.CountAsync(d => d.DispatchId == id && d.State == DeliveryState.Uncertain, cancellation));
        await db.SaveChangesAsync(cancellation);
        progress.Forget(id);
    }

    private Expression<Func<Delivery, bool>> MayReceive() =>
        d => d.Subscriber.State == SubscriberState.Confirmed && !db.Suppressions.Any(s => s.AddressKey == d.Subscriber.AddressKey);

    private static async Task<Dictionary<FailureCause, int>> ByCauseAsync(IQueryable<Delivery> deliveries, CancellationToken cancellation) =>
        (await deliveries.GroupBy(d => d.Cause).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation))
        .GroupBy(g => g.Key ?? FailureCause.Other).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));

    private async Task<int> RequeueAsync(int id, Expression<Func<Delivery, bool>> which, Action<Dispatch> also, CancellationToken cancellation)
    {
        var count = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            using var writing = await writeLock.TakeAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var dispatch = await db.Dispatches.FirstAsync(d => d.Id == id, cancellation);
            var now = clock.GetUtcNow().UtcDateTime;
            var requeued = await db.Deliveries.Where(d => d.DispatchId == id).Where(which).Where(MayReceive()).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Pending).SetProperty(d => d.NextAttemptAt, now)
                    .SetProperty(d => d.Attempts, 0).SetProperty(d => d.Cause, (FailureCause?)null),
                cancellation);
            if (requeued > 0)
            {
                dispatch.Reopen();
                also(dispatch);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return requeued;
        });
        progress.Forget(id);
        dispatching.Wake();
        return count;
    }
}

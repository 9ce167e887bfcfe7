using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Takes deliveries for a worker by compare-and-set: whoever changes the row first has it, on both databases and with any
/// number of instances.
/// </summary>
internal sealed class DeliveryClaims(
    IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<DeliveryClaims> logger) : IDisposable
{
    /// <summary>Small: what a worker holds waits for the slowest message among it.</summary>
    public const int BatchSize = 10;

    /// <summary>One at a time here: the workers of one instance would only run after the same rows.</summary>
    private readonly SemaphoreSlim claiming = new(1, 1);

    /// <summary>
    /// The leases at work here. On a machine so busy that a renewal came too late, nobody of this instance takes over what a
    /// colleague still has in hand.
    /// </summary>
    private readonly ConcurrentDictionary<Guid, bool> atWork = new();

    /// <summary>SQLite lets one write at a time and waits coarsely for it; this waits finely.</summary>
    private readonly SemaphoreSlim writing = new(1, 1);

    /// <summary>The next deliveries of one running dispatch; null when there is nothing to do now.</summary>
    public async Task<DeliveryLease?> ClaimAsync(CancellationToken cancellation)
    {
        await claiming.WaitAsync(cancellation);
        try
        {
            var scope = scopes.CreateAsyncScope();
            DeliveryLease? lease = null;
            try
            {
                return lease = await ClaimAsync(scope, cancellation);
            }
            finally
            {
                if (lease is null)
                {
                    await scope.DisposeAsync();
                }
            }
        }
        finally
        {
            claiming.Release();
        }
    }

    public void Dispose()
    {
        claiming.Dispose();
        writing.Dispose();
    }

    private async Task<DeliveryLease?> ClaimAsync(AsyncServiceScope scope, CancellationToken cancellation)
    {
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var now = clock.GetUtcNow().UtcDateTime;
        var running = await db.Dispatches.Where(d => d.State == DispatchState.Running).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellation);
        foreach (var dispatch in running)
        {
            if (await DueAsync(db, dispatch, now, cancellation) is { Count: > 0 } due && await TakeAsync(db, due, now, cancellation) is { } leaseId)
            {
                var deliveries = await db.Deliveries.Where(d => d.LeaseId == leaseId).OrderBy(d => d.Id).ToListAsync(CancellationToken.None);
                atWork[leaseId] = true;
                return new DeliveryLease(leaseId, dispatch, deliveries, scope, writing, options.Value.LeaseDuration, clock, logger)
                {
                    Released = () => atWork.TryRemove(leaseId, out _),
                };
            }
        }

        await DispatchEnds.SettleAsync(db, now, cancellation);
        return null;
    }

    /// <summary>Each kind by itself, so that each reads its few rows from the index in order.</summary>
    private async Task<List<long>> DueAsync(NewsletterContext db, int dispatch, DateTime now, CancellationToken cancellation)
    {
        var deliveries = db.Deliveries.Where(d => d.DispatchId == dispatch);
        Guid?[] inHand = [.. atWork.Keys];
        IQueryable<Delivery>[] kinds =
        [
            deliveries.Where(d => d.State == DeliveryState.Leased && d.LeasedUntil < now && !inHand.Contains(d.LeaseId)),
            deliveries.Where(d => d.State == DeliveryState.Pending && d.NextAttemptAt <= now),
            deliveries.Where(d => d.State == DeliveryState.Deferred && d.NextAttemptAt <= now),
        ];
        List<long> due = [];
        foreach (var kind in kinds)
        {
            if (due.Count < BatchSize)
            {
                due.AddRange(await kind.OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id).Select(d => d.Id).Take(BatchSize - due.Count).ToListAsync(cancellation));
            }
        }

        return due;
    }

    private async Task<Guid?> TakeAsync(NewsletterContext db, List<long> due, DateTime now, CancellationToken cancellation)
    {
        var lease = Guid.NewGuid();
        var until = now + options.Value.LeaseDuration;
        await writing.WaitAsync(cancellation);
        try
        {
            var taken = await db.Deliveries
                .Where(d => due.Contains(d.Id)
                    && ((d.State == DeliveryState.Leased && d.LeasedUntil < now)
                        || ((d.State == DeliveryState.Pending || d.State == DeliveryState.Deferred) && d.NextAttemptAt <= now)))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(d => d.State, DeliveryState.Leased)
                        .SetProperty(d => d.LeaseId, lease)
                        .SetProperty(d => d.LeasedUntil, until),
                    cancellation);
            return taken > 0 ? lease : null;
        }
        finally
        {
            writing.Release();
        }
    }
}

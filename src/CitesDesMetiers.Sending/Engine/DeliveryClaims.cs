using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Claims due deliveries for the connections of this instance and hands them out as a <see cref="DeliveryLease"/>.
/// A claim is a compare-and-set on the rows, so any number of instances may claim at once on either database.
/// </summary>
internal sealed class DeliveryClaims(
    IServiceScopeFactory scopes, Ledger ledger, DatabaseWriteLock writeLock, SendingQuotas quotas, LeaseRecovery recovery,
    IOptions<MailOptions> options, TimeProvider clock, ILogger<DeliveryClaims> logger) : IDisposable
{
    /// <summary>The smallest lease, in deliveries per connection. The first lease has this size.</summary>
    private const int MinimumPerConnection = 5;

    /// <summary>The largest lease, in deliveries per connection. Other instances cannot send what this one holds.</summary>
    private const int MaximumPerConnection = 100;

    /// <summary>Allows one claim at a time: two claims of one instance would compete for the same rows.</summary>
    private readonly SemaphoreSlim claimLock = new(1, 1);

    private readonly ConcurrentDictionary<Guid, bool> activeLeases = new();
    private readonly Dictionary<Relay, DeliveryLease> leases = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Joins the lease that the connections to this relay share, or claims the next due deliveries of a running dispatch.
    /// When none are due, it recovers expired leases and ends dispatches. The caller disposes the lease.
    /// </summary>
    /// <returns>Null when there is nothing to send now, or the hourly limit of the relay is used up.</returns>
    public async Task<DeliveryLease?> ClaimAsync(Relay relay, CancellationToken cancellation)
    {
        await claimLock.WaitAsync(cancellation);
        try
        {
            if (leases.TryGetValue(relay, out var lease) && lease.TryJoin())
            {
                return lease;
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            var running = await OutboundLock.Unlocked(db, db.Dispatches.Where(d => d.State == DispatchState.Running))
                .OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellation);
            foreach (var dispatch in running)
            {
                // Read first: an update takes the write lock even when it matches no row.
                if (await IsAnyDueAsync(db, dispatch, cancellation))
                {
                    return await ClaimAsync(relay, dispatch, BatchSize(lease), cancellation);
                }
            }

            await recovery.RunAsync([.. activeLeases.Keys], cancellation);
            await DispatchCompletion.SettleAsync(db, Now, cancellation);
            return null;
        }
        finally
        {
            claimLock.Release();
        }
    }

    public void Dispose() => claimLock.Dispose();

    /// <summary>The number of deliveries to claim: what the previous lease sent in a second, within the limits.</summary>
    /// <param name="previous">The lease that is used up; null for the first one.</param>
    private int BatchSize(DeliveryLease? previous) =>
        (int)Math.Clamp(previous?.Rate ?? 0, MinimumPerConnection * options.Value.Connections, MaximumPerConnection * options.Value.Connections);

    private Task<bool> IsAnyDueAsync(NewsletterContext db, int dispatch, CancellationToken cancellation)
    {
        var now = Now;
        return db.Deliveries.AnyAsync(
            d => d.DispatchId == dispatch && (d.State == DeliveryState.Pending || d.State == DeliveryState.Deferred) && d.NextAttemptAt <= now,
            cancellation);
    }

    private async Task<DeliveryLease?> ClaimAsync(Relay relay, int dispatch, int wanted, CancellationToken cancellation)
    {
        var allowed = wanted;
        if (relay.Settings.PerHour is { } perHour)
        {
            (allowed, var nextAt) = await quotas.TakeAsync(relay.QuotaKey, perHour, wanted, cancellation);
            if (allowed == 0)
            {
                relay.Gate.PauseClaims(nextAt - Now);
                return null;
            }
        }

        var (id, now) = (Guid.NewGuid(), Now);
        var deliveries = ledger.Claim(dispatch, allowed, id, now, now + options.Value.LeaseDuration);
        await ReturnQuotaAsync(relay, allowed - deliveries.Count);
        if (deliveries.Count == 0)
        {
            return null;
        }

        activeLeases[id] = true;
        return leases[relay] = new DeliveryLease(id, dispatch, deliveries, scopes, writeLock, options.Value.LeaseDuration, clock, logger)
        {
            Released = untried =>
            {
                activeLeases.TryRemove(id, out _);
                return ReturnQuotaAsync(relay, untried);
            },
        };
    }

    private Task ReturnQuotaAsync(Relay relay, int unused) =>
        relay.Settings.PerHour is { } perHour && unused > 0 ? quotas.GiveBackAsync(relay.QuotaKey, perHour, unused) : Task.CompletedTask;
}

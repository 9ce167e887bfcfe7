using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Takes deliveries for the connections of this instance by compare-and-set: whoever changes the row first has it, on both databases and
/// with any number of instances.
/// </summary>
internal sealed class DeliveryClaims(
    IServiceScopeFactory scopes, Ledger ledger, DatabaseWriteLock turn, SendingQuotas quotas, LeaseRecovery takeover, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<DeliveryClaims> logger) : IDisposable
{
    /// <summary>For each connection, to begin with.</summary>
    private const int Fewest = 5;

    /// <summary>For each connection: what one instance holds, others cannot send.</summary>
    private const int Most = 100;

    /// <summary>One at a time here: the connections of one instance would only run after the same rows.</summary>
    private readonly SemaphoreSlim claiming = new(1, 1);

    private readonly ConcurrentDictionary<Guid, bool> atWork = new();
    private readonly Dictionary<Relay, DeliveryLease> current = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// The deliveries that the connections to this relay are working on, or the next ones of one running dispatch; null when there is
    /// nothing to do now. Who has it disposes it.
    /// </summary>
    public async Task<DeliveryLease?> ClaimAsync(Relay relay, CancellationToken cancellation)
    {
        await claiming.WaitAsync(cancellation);
        try
        {
            if (current.TryGetValue(relay, out var lease) && lease.TryJoin())
            {
                return lease;
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            var running = await db.Dispatches.Where(d => d.State == DispatchState.Running).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellation);
            foreach (var dispatch in running)
            {
                // Look first: an update takes the write lock even where it finds nothing.
                if (await IsAnyDueAsync(db, dispatch, cancellation))
                {
                    return await ClaimAsync(relay, dispatch, EnoughForASecond(lease), cancellation);
                }
            }

            await takeover.RunAsync([.. atWork.Keys], cancellation);
            await DispatchEnds.SettleAsync(db, Now, cancellation);
            return null;
        }
        finally
        {
            claiming.Release();
        }
    }

    public void Dispose() => claiming.Dispose();

    /// <param name="last">What is used up.</param>
    private int EnoughForASecond(DeliveryLease? last) =>
        (int)Math.Clamp(last?.Rate ?? 0, Fewest * options.Value.Connections, Most * options.Value.Connections);

    private Task<bool> IsAnyDueAsync(NewsletterContext db, int dispatch, CancellationToken cancellation)
    {
        var now = Now;
        return db.Deliveries.AnyAsync(
            d => d.DispatchId == dispatch && (d.State == DeliveryState.Pending || d.State == DeliveryState.Deferred) && d.NextAttemptAt <= now, cancellation);
    }

    private async Task<DeliveryLease?> ClaimAsync(Relay relay, int dispatch, int wanted, CancellationToken cancellation)
    {
        var allowed = wanted;
        if (relay.Settings.PerHour is { } perHour)
        {
            (allowed, var nextAt) = await quotas.TakeAsync(relay.QuotaKey, perHour, wanted, cancellation);
            if (allowed == 0)
            {
                relay.Gate.Rest(nextAt - Now);
                return null;
            }
        }

        var (id, now) = (Guid.NewGuid(), Now);
        var deliveries = ledger.Claim(dispatch, allowed, id, now, now + options.Value.LeaseDuration);
        await GiveBackAsync(relay, allowed - deliveries.Count);
        if (deliveries.Count == 0)
        {
            return null;
        }

        atWork[id] = true;
        return current[relay] = new DeliveryLease(id, dispatch, deliveries, scopes, turn, options.Value.LeaseDuration, clock, logger)
        {
            Released = untried =>
            {
                atWork.TryRemove(id, out _);
                return GiveBackAsync(relay, untried);
            },
        };
    }

    private Task GiveBackAsync(Relay relay, int unused) =>
        relay.Settings.PerHour is { } perHour && unused > 0 ? quotas.GiveBackAsync(relay.QuotaKey, perHour, unused) : Task.CompletedTask;
}

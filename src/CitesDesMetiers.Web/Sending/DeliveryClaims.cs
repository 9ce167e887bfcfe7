using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Takes deliveries for a connection by compare-and-set: whoever changes the row first has it, on both databases and with any
/// number of instances.
/// </summary>
internal sealed class DeliveryClaims(
    IServiceScopeFactory scopes, DatabaseTurn turn, SendingQuotas quotas, Takeover takeover, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<DeliveryClaims> logger) : IDisposable
{
    /// <summary>What a connection begins with.</summary>
    public const int Fewest = 5;

    /// <summary>What a connection holds waits for the slowest message among it, and others cannot help.</summary>
    private const int Most = 100;

    /// <summary>One at a time here: the connections of one instance would only run after the same rows.</summary>
    private readonly SemaphoreSlim claiming = new(1, 1);

    private readonly ConcurrentDictionary<Guid, bool> atWork = new();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>How many to ask for next, after so many took so long.</summary>
    public static int EnoughForASecond(int sent, TimeSpan took) =>
        (int)Math.Clamp(sent / Math.Max(took.TotalSeconds, 0.01), Fewest, Most);

    /// <summary>The next deliveries of one running dispatch; null when there is nothing to do now.</summary>
    /// <param name="wanted">At the most; fewer where the relay's limit leaves fewer.</param>
    public async Task<DeliveryLease?> ClaimAsync(Relay relay, int wanted, CancellationToken cancellation)
    {
        await claiming.WaitAsync(cancellation);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            var running = await db.Dispatches.Where(d => d.State == DispatchState.Running).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellation);
            foreach (var dispatch in running)
            {
                if (await DueAsync(db, dispatch, wanted, cancellation) is { Count: > 0 } due)
                {
                    return await ClaimAsync(db, relay, dispatch, due, cancellation);
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

    /// <summary>Each kind by itself, so that each reads its few rows from the index in order. Who has waited already goes first.</summary>
    private async Task<List<long>> DueAsync(NewsletterContext db, int dispatch, int wanted, CancellationToken cancellation)
    {
        var now = Now;
        List<long> due = [];
        foreach (var state in (DeliveryState[])[DeliveryState.Deferred, DeliveryState.Pending])
        {
            if (due.Count < wanted)
            {
                due.AddRange(await db.Deliveries.Where(d => d.DispatchId == dispatch && d.State == state && d.NextAttemptAt <= now)
                    .OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id).Select(d => d.Id).Take(wanted - due.Count).ToListAsync(cancellation));
            }
        }

        return due;
    }

    private async Task<DeliveryLease?> ClaimAsync(NewsletterContext db, Relay relay, int dispatch, List<long> due, CancellationToken cancellation)
    {
        var allowed = due.Count;
        if (relay.Settings.PerHour is { } perHour)
        {
            (allowed, var nextAt) = await quotas.TakeAsync(relay.QuotaKey, perHour, due.Count, cancellation);
            if (allowed == 0)
            {
                relay.Gate.Rest(nextAt - Now);
                return null;
            }
        }

        var id = Guid.NewGuid();
        var taken = await TakeAsync(db, id, due[..allowed], cancellation);
        if (taken < allowed)
        {
            await GiveBackAsync(relay, allowed - taken);
        }

        if (taken == 0)
        {
            return null;
        }

        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.LeaseId == id).OrderBy(d => d.Id).ToListAsync(CancellationToken.None);
        atWork[id] = true;
        return new DeliveryLease(id, dispatch, deliveries, scopes, turn, options.Value.LeaseDuration, clock, logger)
        {
            Released = untried =>
            {
                atWork.TryRemove(id, out _);
                return GiveBackAsync(relay, untried);
            },
        };
    }

    private async Task<int> TakeAsync(NewsletterContext db, Guid lease, List<long> due, CancellationToken cancellation)
    {
        var (now, until) = (Now, Now + options.Value.LeaseDuration);
        using var writing = await turn.TakeAsync();
        return await db.Deliveries
            .Where(d => EF.Parameter(due).Contains(d.Id) && (d.State == DeliveryState.Pending || d.State == DeliveryState.Deferred) && d.NextAttemptAt <= now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Leased)
                    .SetProperty(d => d.LeaseId, lease)
                    .SetProperty(d => d.LeasedUntil, until),
                cancellation);
    }

    private Task GiveBackAsync(Relay relay, int unused) =>
        relay.Settings.PerHour is { } perHour && unused > 0 ? quotas.GiveBackAsync(relay.QuotaKey, perHour, unused) : Task.CompletedTask;
}

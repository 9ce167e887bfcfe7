using System.Diagnostics;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Some deliveries of one dispatch, held by this instance and dealt to its connections one by one in the order of their numbers: what is
/// written down at the same time then lies side by side in the database, and a slow message holds up no other.
/// </summary>
internal sealed class DeliveryLease(
    Guid id, int dispatchId, IReadOnlyList<Delivery> deliveries, IServiceScopeFactory scopes, DatabaseWriteLock turn, TimeSpan duration, TimeProvider clock,
    ILogger logger) : IAsyncDisposable
{
    private readonly LeaseHeartbeat heartbeat = new(duration, cancellation => RenewAsync(scopes, [.. deliveries.Select(d => d.Id)], id, clock.GetUtcNow().UtcDateTime + duration, cancellation), logger);
    private readonly long since = Stopwatch.GetTimestamp();

    private readonly Lock gate = new();
    private readonly Queue<Delivery> left = new(deliveries);
    private readonly List<Delivery> back = [];
    private int holders = 1;
    private int untried = deliveries.Count;

    public int DispatchId { get; } = dispatchId;

    /// <summary>Called when it is over, with how many were not tried.</summary>
    public required Func<int, Task> Released { get; init; }

    /// <inheritdoc cref="LeaseHeartbeat.IsHeld"/>
    public bool IsHeld => heartbeat.IsHeld;

    /// <summary>How many went out in a second, if it has just been used up.</summary>
    public double Rate => deliveries.Count / Stopwatch.GetElapsedTime(since).TotalSeconds;

    /// <summary>False when all are dealt; else one more holds it.</summary>
    public bool TryJoin()
    {
        lock (gate)
        {
            holders += left.Count > 0 ? 1 : 0;
            return left.Count > 0;
        }
    }

    /// <summary>Lets anyone lease again what is leased and has not begun.</summary>
    public static Task FreeAsync(IQueryable<Delivery> leased, CancellationToken cancellation) =>
        leased.ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.State, d => d.Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred)
                .SetProperty(d => d.LeaseId, (Guid?)null)
                .SetProperty(d => d.LeasedUntil, (DateTime?)null)
                .SetProperty(d => d.IsLeaving, false),
            cancellation);

    /// <summary>The next one; null when all are dealt.</summary>
    public Delivery? Deal()
    {
        lock (gate)
        {
            return left.TryDequeue(out var delivery) ? delivery : null;
        }
    }

    /// <summary>What was dealt cannot leave now: neither can the rest.</summary>
    public void GiveBack(Delivery delivery)
    {
        lock (gate)
        {
            back.Add(delivery);
            GiveBackRest();
        }
    }

    /// <summary>A relay has been asked to take one of them.</summary>
    public void CountTried() => Interlocked.Decrement(ref untried);

    /// <summary>What is to be written once a verb of the delivery has settled it.</summary>
    public LedgerEntry Entry(Delivery delivery) => new(delivery, id);

    /// <summary>By each that holds it, as it leaves: what was given back is free for others from now on. With the last one the lease is over.</summary>
    public async ValueTask DisposeAsync()
    {
        List<long> free;
        bool isLast;
        lock (gate)
        {
            isLast = --holders == 0;
            if (isLast)
            {
                GiveBackRest();
            }

            free = [.. back.Select(d => d.Id)];
            back.Clear();
        }

        try
        {
            if (isLast)
            {
                await heartbeat.DisposeAsync();
            }

            await ReleaseAsync(free);
            if (isLast)
            {
                await Released(untried);
            }
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e))
        {
            logger.LogWarning("Deliveries stay leased until their time is up: {Error}", e.GetType().Name);
        }
    }

    private void GiveBackRest()
    {
        back.AddRange(left);
        left.Clear();
    }

    private static async Task RenewAsync(IServiceScopeFactory scopes, List<long> deliveries, Guid id, DateTime until, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
            .Where(d => EF.Parameter(deliveries).Contains(d.Id) && d.LeaseId == id && d.State == DeliveryState.Leased)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), cancellation);
    }

    private async Task ReleaseAsync(List<long> untouched)
    {
        if (untouched.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        using var writing = await turn.TakeAsync();
        await FreeAsync(
            scope.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
                .Where(d => EF.Parameter(untouched).Contains(d.Id) && d.LeaseId == id && d.State == DeliveryState.Leased),
            CancellationToken.None);
    }
}

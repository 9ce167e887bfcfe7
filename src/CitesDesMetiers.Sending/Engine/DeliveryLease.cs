using System.Diagnostics;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// The deliveries of one dispatch that this instance holds, handed to its connections one by one in the order of their ids.
/// Outcomes written together then lie side by side in the database, and a slow message delays no other.
/// </summary>
internal sealed class DeliveryLease(
    Guid id, int dispatchId, IReadOnlyList<Delivery> deliveries, IServiceScopeFactory scopes, DatabaseWriteLock writeLock,
    TimeSpan duration, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private readonly LeaseHeartbeat heartbeat = new(
        duration,
        cancellation => RenewAsync(scopes, [.. deliveries.Select(d => d.Id)], id, clock.GetUtcNow().UtcDateTime + duration, cancellation),
        logger);
    private readonly long startedAt = Stopwatch.GetTimestamp();

    private readonly Lock gate = new();
    private readonly Queue<Delivery> remaining = new(deliveries);
    private readonly List<Delivery> returned = [];
    private int holders = 1;
    private int untried = deliveries.Count;

    public int DispatchId { get; } = dispatchId;

    /// <summary>Called once, when the last connection has disposed the lease. The argument is the number of deliveries that were not tried.</summary>
    public required Func<int, Task> Released { get; init; }

    /// <inheritdoc cref="LeaseHeartbeat.IsHeld"/>
    public bool IsHeld => heartbeat.IsHeld;

    /// <summary>Deliveries per second since the lease was claimed. Read it when the lease is used up.</summary>
    public double Rate => deliveries.Count / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;

    /// <summary>Adds a holder to the lease. Returns false, and adds none, when no delivery remains.</summary>
    public bool TryJoin()
    {
        lock (gate)
        {
            holders += remaining.Count > 0 ? 1 : 0;
            return remaining.Count > 0;
        }
    }

    /// <summary>Releases leased rows, so that any instance may claim them again.</summary>
    public static Task<int> ReleaseRowsAsync(IQueryable<Delivery> leased, CancellationToken cancellation) =>
        leased.ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.State, d => d.Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred)
                .SetProperty(d => d.LeaseId, (Guid?)null)
                .SetProperty(d => d.LeasedUntil, (DateTime?)null)
                .SetProperty(d => d.IsLeaving, false),
            cancellation);

    /// <summary>Takes the next delivery; null when none remains.</summary>
    public Delivery? TakeNext()
    {
        lock (gate)
        {
            return remaining.TryDequeue(out var delivery) ? delivery : null;
        }
    }

    /// <summary>Returns a delivery that cannot be sent now, together with all that remain. They are released on disposal.</summary>
    public void Return(Delivery delivery)
    {
        lock (gate)
        {
            returned.Add(delivery);
            ReturnRemaining();
        }
    }

    /// <summary>Counts one delivery that a relay was asked to take: it uses up the relay's quota.</summary>
    public void CountTried() => Interlocked.Decrement(ref untried);

    /// <summary>Creates the ledger entry that writes the current state of the delivery.</summary>
    public LedgerEntry CreateEntry(Delivery delivery) => new(delivery, id);

    /// <summary>
    /// Called by each connection when it stops using the lease. It releases what was returned; the last connection ends the lease.
    /// While the database is unavailable, the rows stay leased until the lease expires.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        List<long> released;
        bool isLast;
        lock (gate)
        {
            isLast = --holders == 0;
            if (isLast)
            {
                ReturnRemaining();
            }

            released = [.. returned.Select(d => d.Id)];
            returned.Clear();
        }

        try
        {
            if (isLast)
            {
                await heartbeat.DisposeAsync();
            }

            await ReleaseAsync(released);
            if (isLast)
            {
                await Released(untried);
            }
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e))
        {
            logger.LogWarning("Returned deliveries could not be released and stay leased until the lease expires: {Error}", e.GetType().Name);
        }
    }

    private void ReturnRemaining()
    {
        returned.AddRange(remaining);
        remaining.Clear();
    }

    private static async Task RenewAsync(IServiceScopeFactory scopes, List<long> deliveries, Guid id, DateTime until, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
            .Where(d => EF.Parameter(deliveries).Contains(d.Id) && d.LeaseId == id && d.State == DeliveryState.Leased)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), cancellation);
    }

    private async Task ReleaseAsync(List<long> released)
    {
        if (released.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        using var writing = await writeLock.TakeAsync();
        await ReleaseRowsAsync(
            scope.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
                .Where(d => EF.Parameter(released).Contains(d.Id) && d.LeaseId == id && d.State == DeliveryState.Leased),
            CancellationToken.None);
    }
}

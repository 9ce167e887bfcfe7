using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Some deliveries of one dispatch, held by one connection until disposed; what it has not settled then goes back. They leave in
/// the order of their numbers, one after the other: if the holder dies, only the first one not settled can have been under way
/// (<see cref="Takeover"/>).
/// </summary>
internal sealed class DeliveryLease(
    Guid id, int dispatchId, IReadOnlyList<Delivery> deliveries, IServiceScopeFactory scopes, DatabaseTurn turn, TimeSpan duration, TimeProvider clock,
    ILogger logger) : IAsyncDisposable
{
    private readonly LeaseHeartbeat heartbeat = new(duration, cancellation => RenewAsync(scopes, [.. deliveries.Select(d => d.Id)], id, clock.GetUtcNow().UtcDateTime + duration, cancellation), logger);

    public int DispatchId { get; } = dispatchId;
    public IReadOnlyList<Delivery> Deliveries { get; } = deliveries;

    /// <summary>Called when it is over, with how many were not tried.</summary>
    public required Func<int, Task> Released { get; init; }

    /// <inheritdoc cref="LeaseHeartbeat.IsHeld"/>
    public bool IsHeld => heartbeat.IsHeld;

    /// <summary>How many of them nobody has asked a relay to take.</summary>
    public int Untried { get; set; } = deliveries.Count;

    /// <summary>What is to be written once a verb of the delivery has settled it.</summary>
    public LedgerEntry Entry(Delivery delivery) => new(delivery, id);

    public async ValueTask DisposeAsync()
    {
        await heartbeat.DisposeAsync();
        try
        {
            await ReleaseAsync();
            await Released(Untried);
        }
        catch (Exception e) when (DatabaseAway.IsCause(e))
        {
            logger.LogWarning("Deliveries stay leased until their time is up: {Error}", e.GetType().Name);
        }
    }

    private static async Task RenewAsync(IServiceScopeFactory scopes, List<long> deliveries, Guid id, DateTime until, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
            .Where(d => EF.Parameter(deliveries).Contains(d.Id) && d.LeaseId == id && d.State == DeliveryState.Leased)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), cancellation);
    }

    /// <summary>What was not begun. A delivery that is settled but could not be written down stays leased: others must know that it was under way.</summary>
    private async Task ReleaseAsync()
    {
        List<long> untouched = [.. Deliveries.Where(d => d.State is DeliveryState.Leased).Select(d => d.Id)];
        if (untouched.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        using var writing = await turn.TakeAsync();
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
            .Where(d => untouched.Contains(d.Id) && d.LeaseId == id && d.State == DeliveryState.Leased)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, d => d.Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred)
                    .SetProperty(d => d.LeaseId, (Guid?)null)
                    .SetProperty(d => d.LeasedUntil, (DateTime?)null),
                CancellationToken.None);
    }
}

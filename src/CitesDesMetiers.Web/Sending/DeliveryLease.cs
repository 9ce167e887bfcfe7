using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Sending;

/// <summary>What is true of a delivery at the moment it is about to leave.</summary>
internal sealed record Departure(DispatchState Dispatch, SubscriberState Subscriber, bool IsSuppressed, string Address, Guid PublicId)
{
    /// <summary>The rule that no mail may break: recorded consent, and nothing that ended it since.</summary>
    public bool IsAllowed => Subscriber is SubscriberState.Confirmed && !IsSuppressed;
}

/// <summary>Some deliveries of one dispatch, held by one worker until disposed; what it has not settled then goes back.</summary>
internal sealed class DeliveryLease : IAsyncDisposable
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(1);

    private readonly AsyncServiceScope scope;
    private readonly NewsletterContext db;
    private readonly SemaphoreSlim writing;
    private readonly LeaseHeartbeat heartbeat;
    private readonly ILogger logger;
    private readonly Guid id;

    public DeliveryLease(
        Guid id, int dispatchId, IReadOnlyList<Delivery> deliveries, AsyncServiceScope scope, SemaphoreSlim writing,
        TimeSpan duration, TimeProvider clock, ILogger logger)
    {
        (this.id, DispatchId, Deliveries, this.scope, this.writing, this.logger) = (id, dispatchId, deliveries, scope, writing, logger);
        db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var scopes = scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>();
        heartbeat = new LeaseHeartbeat(duration, cancellation => RenewAsync(scopes, clock.GetUtcNow().UtcDateTime + duration, cancellation), logger);
    }

    public int DispatchId { get; }
    public IReadOnlyList<Delivery> Deliveries { get; }

    /// <summary>Called when it is over.</summary>
    public required Action Released { get; init; }

    /// <inheritdoc cref="LeaseHeartbeat.IsHeld"/>
    public bool IsHeld => heartbeat.IsHeld;

    public Task<Departure> CheckAsync(Delivery delivery, CancellationToken cancellation) =>
        db.Deliveries.Where(d => d.Id == delivery.Id)
            .Select(d => new Departure(
                d.Dispatch.State, d.Subscriber.State, db.Suppressions.Any(s => s.AddressKey == d.Subscriber.AddressKey),
                d.Subscriber.Address, d.Subscriber.PublicId))
            .SingleAsync(cancellation);

    /// <summary>
    /// Writes an outcome down, however long the database is away: the worker takes no further message before. Only a stop of
    /// the site ends the waiting, after a while.
    /// </summary>
    public async Task RecordAsync(Delivery delivery, Action<Delivery> outcome, CancellationToken stopping)
    {
        outcome(delivery);
        for (var triesAfterStop = 0; ;)
        {
            try
            {
                await SaveAsync();
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                await RecordAfterTakeoverAsync(delivery, outcome);
                return;
            }
            catch (Exception e) when (DatabaseAway.IsCause(e) && triesAfterStop < 20)
            {
                triesAfterStop += stopping.IsCancellationRequested ? 1 : 0;
                logger.LogWarning("The outcome of delivery {Delivery} waits for the database: {Error}", delivery.Id, e.GetType().Name);
                await Task.Delay(DatabasePatience, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await heartbeat.DisposeAsync();
        try
        {
            await ReleaseAsync();
        }
        catch (Exception e) when (DatabaseAway.IsCause(e))
        {
            logger.LogWarning("Deliveries stay leased until their time is up: {Error}", e.GetType().Name);
        }

        Released();
        await scope.DisposeAsync();
    }

    private async Task SaveAsync()
    {
        await writing.WaitAsync();
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>The machine slept, say, and another worker has the row. A mail that has gone out still counts as sent.</summary>
    private async Task RecordAfterTakeoverAsync(Delivery delivery, Action<Delivery> outcome)
    {
        logger.LogWarning("The lease of delivery {Delivery} was lost while it was being sent", delivery.Id);
        var sent = delivery.State is DeliveryState.Sent;
        await db.Entry(delivery).ReloadAsync();
        if (sent && !Delivery.IsFinal(delivery.State))
        {
            outcome(delivery);
            await SaveAsync();
        }
    }

    private async Task RenewAsync(IServiceScopeFactory scopes, DateTime until, CancellationToken cancellation)
    {
        await using var own = scopes.CreateAsyncScope();
        await own.ServiceProvider.GetRequiredService<NewsletterContext>().Deliveries
            .Where(d => d.LeaseId == id && d.State == DeliveryState.Leased)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), cancellation);
    }

    private async Task ReleaseAsync()
    {
        if (Deliveries.All(d => d.State is not DeliveryState.Leased))
        {
            return;
        }

        await db.Deliveries
            .Where(d => d.LeaseId == id && d.State == DeliveryState.Leased)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, d => d.Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred)
                    .SetProperty(d => d.LeaseId, (Guid?)null)
                    .SetProperty(d => d.LeasedUntil, (DateTime?)null),
                CancellationToken.None);
    }
}

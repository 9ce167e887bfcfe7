using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Settles what instances left behind that died: of what was leaving nobody knows whether it arrived, one message a connection at the
/// most; the rest had not begun. Any instance may do it at any moment.
/// </summary>
internal sealed class LeaseRecovery(IServiceScopeFactory scopes, DatabaseWriteLock turn, IOptions<MailOptions> options, TimeProvider clock, ILogger<LeaseRecovery> logger)
{
    private const string Reply = "Interrompu pendant l’envoi : on ne sait pas si le message est parti.";

    /// <param name="alive">Leases at work in this instance: on a machine so busy that a renewal came too late, a colleague still has them in hand.</param>
    public async Task RunAsync(IReadOnlyCollection<Guid> alive, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var now = clock.GetUtcNow().UtcDateTime;

        // By dispatch, as the index goes: this is asked every few seconds, for ever, beside all that was ever sent.
        int[] unfinished = await db.Dispatches.Where(d => d.State != DispatchState.Completed).Select(d => d.Id).ToArrayAsync(cancellation);
        Guid?[] inHand = [.. alive];
        var dead = db.Deliveries.Where(d =>
            EF.Parameter(unfinished).Contains(d.DispatchId) && d.State == DeliveryState.Leased && d.LeasedUntil < now && !EF.Parameter(inHand).Contains(d.LeaseId));
        if (!await dead.AnyAsync(cancellation))
        {
            return;
        }

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            using var writing = await turn.TakeAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            db.ChangeTracker.Clear();
            var left = await dead.Where(d => d.IsLeaving).ToListAsync(cancellation);
            foreach (var delivery in left)
            {
                delivery.RecordInterrupted(Reply, options.Value.WhenUncertain is UncertainPolicy.Retry ? now : null);
            }

            await db.SaveChangesAsync(cancellation);
            await DeliveryLease.FreeAsync(dead, cancellation);
            await transaction.CommitAsync(cancellation);
            logger.LogWarning("Took over what an instance left behind, of it {Count} under way", left.Count);
        });
    }
}

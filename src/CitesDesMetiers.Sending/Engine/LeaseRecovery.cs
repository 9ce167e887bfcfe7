using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Recovers the expired leases of instances that died. A delivery marked as leaving becomes uncertain or is sent again; there is at
/// most one for each connection. All others are released. Any instance may run it at any time.
/// </summary>
internal sealed class LeaseRecovery(
    IServiceScopeFactory scopes, DatabaseWriteLock writeLock, SendingMeter meter, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<LeaseRecovery> logger)
{
    private const string Reply = "Interrompu pendant l’envoi : on ne sait pas si le message est parti.";

    /// <param name="active">The leases that this instance still uses. They are skipped even when a busy machine renewed them too late.</param>
    public async Task RunAsync(IReadOnlyCollection<Guid> active, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var now = clock.GetUtcNow().UtcDateTime;

        // Filter by dispatch to use the index: this query runs every few seconds beside all deliveries ever sent.
        int[] unfinished = await db.Dispatches.Where(d => d.State != DispatchState.Completed).Select(d => d.Id).ToArrayAsync(cancellation);
        Guid?[] activeIds = [.. active];
        var expired = db.Deliveries.Where(d =>
            EF.Parameter(unfinished).Contains(d.DispatchId) && d.State == DeliveryState.Leased && d.LeasedUntil < now
            && !EF.Parameter(activeIds).Contains(d.LeaseId));
        if (!await expired.AnyAsync(cancellation))
        {
            return;
        }

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            using var writing = await writeLock.TakeAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            db.ChangeTracker.Clear();
            var interrupted = await expired.Where(d => d.IsLeaving).ToListAsync(cancellation);
            foreach (var delivery in interrupted)
            {
                delivery.RecordInterrupted(Reply, options.Value.WhenUncertain is UncertainPolicy.Retry ? now : null);
            }

            await db.SaveChangesAsync(cancellation);
            var released = await DeliveryLease.ReleaseRowsAsync(expired, cancellation);
            await transaction.CommitAsync(cancellation);
            meter.RecordLost(interrupted.Count + released);
            logger.LogWarning("Recovered the expired leases of a stopped instance; {Count} deliveries were being sent", interrupted.Count);
        });
    }
}

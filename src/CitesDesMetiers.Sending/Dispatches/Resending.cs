using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>The result of <see cref="Resending.ResendAsync"/>.</summary>
/// <param name="Dispatch">Null when nothing was sent.</param>
/// <param name="Recipients">How many receive it; when nothing was sent, how many would have.</param>
public sealed record Resent(Dispatch? Dispatch, int Recipients);

/// <summary>Sends an edition, in a new dispatch, to those who should have received it and did not.</summary>
public sealed class Resending(NewsletterContext db, Dispatching dispatching, DatabaseWriteLock writeLock, TimeProvider clock)
{
    /// <summary>Counts those whom <see cref="DatabaseProvider.QueueMissed"/> would queue now.</summary>
    public async Task<int> CountAsync(int editionId, CancellationToken cancellation) =>
        await (await AudienceAsync(editionId, cancellation))
            .Among(db.Subscribers, db.Suppressions, ParisTime.Local(clock.GetUtcNow().UtcDateTime).Day).CountAsync(
            s => !db.Deliveries.Any(d => d.Dispatch.EditionId == editionId && d.SubscriberId == s.Id
                    && (d.State == DeliveryState.Pending || d.State == DeliveryState.Leased || d.State == DeliveryState.Deferred
                        || d.State == DeliveryState.Sent || d.State == DeliveryState.Uncertain
                        || ((d.State == DeliveryState.Failed || d.State == DeliveryState.Bounced)
                            && (d.Cause == FailureCause.UnknownAddress || d.Cause == FailureCause.Inactive)))),
            cancellation);

    /// <param name="expected">The number the editor was shown. Nothing is sent when it differs, so a second click sends nothing.</param>
    public async Task<Resent> ResendAsync(int editionId, int expected, CancellationToken cancellation)
    {
        Resent resent;
        using (await writeLock.TakeAsync())
        {
            resent = await db.Database.CommitOnceAsync(
                () => TryResendAsync(editionId, expected, cancellation),
                r => r.Dispatch is not null,
                r => db.Dispatches.AnyAsync(d => d.Id == r.Dispatch!.Id && d.EditionId == editionId, cancellation),
                cancellation);
        }

        dispatching.Wake();
        return resent;
    }

    private async Task<Resent> TryResendAsync(int editionId, int expected, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();

        // Changes nothing, but takes the row lock: a concurrent request waits here until this one is committed, on both databases.
        await db.Dispatches.Where(d => d.EditionId == editionId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.EditionId, editionId), cancellation);
        var edition = await db.Editions.FirstAsync(e => e.Id == editionId, cancellation);
        var started = await dispatching.StartForMissedAsync(db, edition, await AudienceAsync(editionId, cancellation), cancellation);
        return started.Recipients == 0 || started.Recipients != expected
            ? new Resent(null, started.Recipients)
            : new Resent(started.Dispatch, started.Recipients);
    }

    /// <summary>The audience of the first dispatch of the edition.</summary>
    private Task<Audience> AudienceAsync(int editionId, CancellationToken cancellation) =>
        db.Dispatches.AsNoTracking().Where(d => d.EditionId == editionId && d.DigestId == null).OrderBy(d => d.Id).Select(d => d.Audience)
            .FirstAsync(cancellation);
}

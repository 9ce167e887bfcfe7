using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Dispatches;

/// <param name="Recipients">How many deliveries were queued.</param>
public sealed record StartedDispatch(Dispatch Dispatch, int Recipients);

/// <summary>Starts and stops dispatches.</summary>
public sealed class Dispatching(IOptions<MailOptions> options, DispatchSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Queues the edition for its audience, in one statement. It saves the context too: the
    /// edition may be new. Nothing leaves before the caller's transaction is committed; call <see cref="Wake"/> then.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller has no transaction: a stop in between would leave half a dispatch.</exception>
    /// <param name="digest">What goes out instead of the edition.</param>
    public Task<StartedDispatch> StartAsync(NewsletterContext db, Edition edition, Audience audience, CancellationToken cancellation, QuarterlyDigest? digest = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        return QueueAsync(db, edition, digest, audience, DatabaseProvider.Of(db.Database).QueueDeliveries, [], cancellation);
    }

    /// <summary>The same for those only who should have the edition and did not get it (<see cref="DatabaseProvider.QueueMissed"/>).</summary>
    /// <inheritdoc cref="StartAsync" path="/exception"/>
    public Task<StartedDispatch> StartForMissedAsync(NewsletterContext db, Edition edition, Audience audience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(edition);
        return QueueAsync(db, edition, null, audience, DatabaseProvider.Of(db.Database).QueueMissed, [edition.Id], cancellation);
    }

    /// <summary>Stops the dispatch for good and saves; what is being sent at this moment still arrives.</summary>
    public async Task CancelAsync(NewsletterContext db, Dispatch dispatch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(dispatch);
        var now = clock.GetUtcNow().UtcDateTime;
        dispatch.Cancel(now);
        await db.SaveChangesAsync(cancellation);
        await DispatchCompletion.CancelRemainingAsync(db, dispatch.Id, now, cancellation);
        Wake();
    }

    /// <summary>Work has come: the workers of this instance begin at once.</summary>
    public void Wake() => signal.Wake();

    private async Task<StartedDispatch> QueueAsync(
        NewsletterContext db, Edition edition, QuarterlyDigest? digest, Audience audience, string statement, object[] further, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A dispatch starts inside a transaction.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var dispatch = new Dispatch(edition, now, options.Value.ReturnPath, audience, digest, options.Value.Transport is MailTransportKind.Outbox);
        db.Dispatches.Add(dispatch);
        await db.SaveChangesAsync(cancellation);

        // Due since yesterday: a clock that is put back holds nobody up.
        var count = await db.Database.ExecuteSqlRawAsync(
            statement, [dispatch.Id, now.AddDays(-1), options.Value.MessageIdDomain, .. audience.Parameters(ParisTime.Local(now).Day), .. further], cancellation);
        return new StartedDispatch(dispatch, count);
    }
}

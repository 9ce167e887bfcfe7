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

/// <summary>A dispatch that was just queued.</summary>
/// <param name="Recipients">The number of deliveries queued.</param>
public sealed record StartedDispatch(Dispatch Dispatch, int Recipients);

/// <summary>Starts and stops dispatches.</summary>
public sealed class Dispatching(IOptions<MailOptions> options, DispatchSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Queues the edition for its audience in one statement, and saves the context, since the edition may be new. Nothing is sent before
    /// the caller commits the transaction; call <see cref="Wake"/> after that.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller has no transaction: a stop in between would leave half a dispatch.</exception>
    /// <param name="digest">The digest to send instead of the edition; null for the edition.</param>
    public Task<StartedDispatch> StartAsync(
        NewsletterContext db, Edition edition, Audience audience, CancellationToken cancellation, QuarterlyDigest? digest = null) =>
        QueueAsync(db, edition, digest, audience, DatabaseProvider.Of(db.Database).QueueDeliveries, [], cancellation);

    /// <summary>Queues the edition for those who should have received it and did not (<see cref="DatabaseProvider.QueueMissed"/>).</summary>
    /// <inheritdoc cref="StartAsync" path="/exception"/>
    internal Task<StartedDispatch> StartForMissedAsync(NewsletterContext db, Edition edition, Audience audience, CancellationToken cancellation) =>
        QueueAsync(db, edition, null, audience, DatabaseProvider.Of(db.Database).QueueMissed, [edition.Id], cancellation);

    /// <summary>Cancels the dispatch permanently and saves. Messages being sent at this moment still arrive.</summary>
    public async Task CancelAsync(NewsletterContext db, Dispatch dispatch, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        dispatch.Cancel(now);
        await db.SaveChangesAsync(cancellation);
        await DispatchCompletion.CancelRemainingAsync(db, dispatch.Id, now, cancellation);
        Wake();
    }

    /// <summary>Wakes the workers of this instance after new work was committed.</summary>
    public void Wake() => signal.Wake();

    private async Task<StartedDispatch> QueueAsync(
        NewsletterContext db, Edition edition, QuarterlyDigest? digest, Audience audience, string statement, object[] extraParameters,
        CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A dispatch starts inside a transaction.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var dispatch = new Dispatch(edition, now, options.Value.ReturnPath, audience, digest, options.Value.Transport is MailTransportKind.Outbox);
        db.Dispatches.Add(dispatch);
        await db.SaveChangesAsync(cancellation);

        // Due since yesterday, so that a clock set back delays nobody.
        var count = await db.Database.ExecuteSqlRawAsync(
            statement,
            [dispatch.Id, now.AddDays(-1), options.Value.MessageIdDomain, .. audience.Parameters(ParisTime.Local(now).Day), .. extraParameters],
            cancellation);
        return new StartedDispatch(dispatch, count);
    }
}

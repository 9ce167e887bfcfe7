using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Returns;

internal enum ReturnResult
{
    Recorded,

    /// <summary>The same report was recorded before.</summary>
    KnownAlready,

    /// <summary>The subscriber or account is no longer in the database.</summary>
    Gone,

    /// <summary>The delivery is being sent; its outcome must be recorded first.</summary>
    NotYet,
}

/// <summary>The effect of one report.</summary>
/// <param name="IsStopped">Whether it put the address on the suppression list.</param>
internal sealed record ReturnEffect(ReturnResult Result, bool IsStopped = false);

/// <summary>
/// Records a report and its consequences in one save. The digest of the report is unique: any number of instances may read one mailbox,
/// and a message may be read again after a stop.
/// </summary>
internal sealed class ReturnEffects(
    NewsletterContext db, AddressKeyStore keys, DatabaseWriteLock writeLock, IOptions<MailOptions> options, TimeProvider clock)
{
    private const int Tries = 10;

    /// <param name="kind">For a failure: whether it came back or was refused at once.</param>
    public async Task<ReturnEffect> ApplyAsync(ReadReturn read, byte[] digest, CancellationToken cancellation, ReturnKind kind = ReturnKind.Failure)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await TryAsync(read, digest, kind, cancellation);
            }
            catch (DbUpdateException e) when (tries < Tries
                && (e is DbUpdateConcurrencyException || DatabaseProvider.Of(db.Database).IsUniqueViolation(e)))
            {
                // The same subscriber changed at this moment, or another instance recorded the same report: try again.
            }
        }
    }

    private async Task<ReturnEffect> TryAsync(ReadReturn read, byte[] digest, ReturnKind kind, CancellationToken cancellation)
    {
        if (await db.ReturnedMails.AnyAsync(r => r.Digest == digest, cancellation))
        {
            return new(ReturnResult.KnownAlready);
        }

        var mail = read.MailId is { } number ? await db.SentMails.FirstOrDefaultAsync(m => m.Id == number, cancellation) : null;
        if (mail?.UserId is { } userId)
        {
            return await AboutAccountAsync(userId, mail, read, cancellation);
        }

        var delivery = read.DeliveryId is { } id ? await db.Deliveries.Include(d => d.Subscriber).FirstOrDefaultAsync(d => d.Id == id, cancellation)
            : null;
        var subscriber = delivery?.Subscriber ?? (
            (read.SubscriberId ?? mail?.SubscriberId) is { } publicId
                ? await db.Subscribers.FirstOrDefaultAsync(s => s.PublicId == publicId, cancellation)
                : null);
        if (subscriber is null || (mail is not null && mail.AddressKey != subscriber.AddressKey))
        {
            return new(ReturnResult.Gone);
        }

        delivery ??= await NamedAsync(subscriber, read.MessageId, cancellation);
        if (read.Meaning is ReturnMeaning.Failure && delivery is { State: DeliveryState.Leased })
        {
            return new(ReturnResult.NotYet);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var isStopped = read.Meaning switch
        {
            ReturnMeaning.Failure =>
                await FailAsync(subscriber, delivery, read.Verdict!, kind, digest, delivery?.SentAt ?? mail?.SentAt ?? now, now, cancellation),
            ReturnMeaning.Complaint => await ComplainAsync(subscriber, delivery, digest, now, cancellation),
            _ => Leave(subscriber, delivery, digest, now),
        };
        if (mail is not null)
        {
            db.SentMails.Remove(mail);
        }

        using var writing = await writeLock.TakeAsync();
        await db.SaveChangesAsync(cancellation);
        return new(ReturnResult.Recorded, isStopped);
    }

    /// <summary>Records a failure on the account, which shows it to the person and the administrators. It sends no mail, to avoid loops.</summary>
    private async Task<ReturnEffect> AboutAccountAsync(int userId, SentMail mail, ReadReturn read, CancellationToken cancellation)
    {
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == userId, cancellation);
        if (read.Meaning is not ReturnMeaning.Failure || !EmailAddress.TryParse(user?.Email, out var address, out _)
            || (await keys.GetAsync(cancellation)).KeyOf(address) != mail.AddressKey)
        {
            return new(ReturnResult.Gone);
        }

        user!.RecordMailFailure(read.Verdict!.Cause, clock.GetUtcNow().UtcDateTime);
        db.SentMails.Remove(mail);
        using var writing = await writeLock.TakeAsync();
        await db.SaveChangesAsync(cancellation);
        return new(ReturnResult.Recorded);
    }

    /// <summary>Finds the delivery of a returned mail that came back without its envelope sender.</summary>
    private async Task<Delivery?> NamedAsync(Subscriber subscriber, string? messageId, CancellationToken cancellation) =>
        messageId is null ? null
            : await db.Deliveries.FirstOrDefaultAsync(d => d.SubscriberId == subscriber.Id && d.MessageId == messageId, cancellation);

    private async Task<bool> FailAsync(
        Subscriber subscriber, Delivery? delivery, BounceVerdict verdict, ReturnKind kind, byte[] digest, DateTime sent, DateTime now,
        CancellationToken cancellation)
    {
        delivery?.RecordBounced(verdict.Cause);
        db.ReturnedMails.Add(new ReturnedMail(
            kind, subscriber.Id, delivery?.Id, verdict.Cause, Short(verdict.Status), digest, now));

        // A subscriber who has not confirmed receives nothing more anyway, until somebody asks again.
        return (delivery is not null || subscriber.State is SubscriberState.Confirmed)
            && await IsTooMuchAsync(subscriber, delivery?.Id, verdict, kind, sent, now, cancellation)
            && await StopAsync(subscriber, SuppressionReason.Bounce, Short(verdict.Status), now, cancellation);
    }

    private async Task<bool> ComplainAsync(Subscriber subscriber, Delivery? delivery, byte[] digest, DateTime now, CancellationToken cancellation)
    {
        db.ReturnedMails.Add(new ReturnedMail(ReturnKind.Complaint, subscriber.Id, delivery?.Id, null, null, digest, now));
        return await StopAsync(subscriber, SuppressionReason.Complaint, null, now, cancellation);
    }

    /// <summary>Unsubscribes, like a one-click unsubscription.</summary>
    private bool Leave(Subscriber subscriber, Delivery? delivery, byte[] digest, DateTime now)
    {
        db.ReturnedMails.Add(new ReturnedMail(ReturnKind.Unsubscription, subscriber.Id, delivery?.Id, null, null, digest, now));
        subscriber.Unsubscribe(new ConsentEvent(
            ConsentKind.Withdrawn, ConsentSource.UnsubscribeMail, now, subscriber.Address, subscriber.Language, ConsentWording.UnsubscribeMail,
            ConsentWording.FormVersion, ConsentWording.PolicyVersion));
        return false;
    }

    private async Task<bool> IsTooMuchAsync(
        Subscriber subscriber, long? deliveryId, BounceVerdict verdict, ReturnKind kind, DateTime sent, DateTime now, CancellationToken cancellation)
    {
        var released = await db.Releases.Where(r => r.AddressKey == subscriber.AddressKey).MaxAsync(r => (DateTime?)r.At, cancellation);
        if (!SpeaksOfAddress(verdict.Cause, verdict.Blame, kind) || sent <= released || sent < subscriber.ConfirmedAt)
        {
            // The last two: a late report about a mail from before the address was verified again.
            return false;
        }

        if (verdict.Blame is Blame.AtOnce)
        {
            return true;
        }

        var limit = options.Value.SoftBounces;
        var since = now - limit.Within;
        since = released > since ? released.Value : since;
        var before = await db.ReturnedMails
            .Where(r => r.SubscriberId == subscriber.Id && r.At > since && (deliveryId == null || r.DeliveryId == null || r.DeliveryId != deliveryId)
                && r.Cause != null && r.Cause != FailureCause.Policy
                && (r.Kind == ReturnKind.Failure || (r.Kind == ReturnKind.Refusal && r.Cause != FailureCause.Other)))
            .Select(r => new { r.Id, r.DeliveryId, r.Cause }).ToListAsync(cancellation);
        return before.DistinctBy(r => r.DeliveryId ?? -r.Id).Count() + 1 >= limit.Limit
            || (verdict.Blame is Blame.AfterRepeat && before.Exists(r => r.Cause == verdict.Cause));
    }

    /// <summary>Whether the failure is about the address. A refusal for an unknown reason may be about the message.</summary>
    private static bool SpeaksOfAddress(FailureCause cause, Blame blame, ReturnKind kind) =>
        blame is not Blame.Never && (kind is not ReturnKind.Refusal || cause is not FailureCause.Other);

    /// <summary>Puts the address on the suppression list.</summary>
    /// <returns>False when it was on the list already.</returns>
    private async Task<bool> StopAsync(Subscriber subscriber, SuppressionReason reason, string? status, DateTime now, CancellationToken cancellation)
    {
        subscriber.Stop(reason, now);
        if (await db.Suppressions.FirstOrDefaultAsync(s => s.AddressKey == subscriber.AddressKey, cancellation) is { } known)
        {
            known.ApplyStricterReason(reason, now);
            return false;
        }

        db.Suppressions.Add(new Suppression(subscriber.AddressKey, reason, now, status));
        return true;
    }

    private static string? Short(string? status) => status is { Length: <= 12 } ? status : null;
}

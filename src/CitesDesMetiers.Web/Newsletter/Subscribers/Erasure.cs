using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Erases the data of a person (GDPR 17): address, preferences, proofs, returned mails and relay responses. The keyed hash of the
/// address and the date remain, so that no import adds the person again. Past deliveries remain without data, so that totals stay
/// correct.
/// </summary>
public sealed class Erasure(
    NewsletterContext db, AuditLog audit, ErasureJournal journal, TransactionalMailer mailer, OutboxFolder outbox, DatabaseWriteLock turn,
    TimeProvider clock, ILogger<Erasure> logger)
{
    /// <param name="by">Who asked for it; null for the signed-in person, or the site itself outside a request.</param>
    /// <returns>False when the subscriber no longer exists.</returns>
    public async Task<bool> EraseAsync(int subscriberId, AuditPerson? by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var erased = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            using var writing = await turn.TakeAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var subscriber = await db.Subscribers.Include(s => s.Themes)
                .FirstOrDefaultAsync(s => s.Id == subscriberId && s.State != SubscriberState.Erased, cancellation);
            if (subscriber is null)
            {
                return ((string Key, string Address)?)null;
            }

            var (addressKey, address, publicId) = (subscriber.AddressKey, subscriber.Address, subscriber.PublicId);
            subscriber.Erase(now);
            await ForgetAsync(subscriberId, addressKey, address, cancellation);
            await db.SentMails.Where(m => m.SubscriberId == publicId).ExecuteDeleteAsync(cancellation);
            if (!await db.Suppressions.AnyAsync(s => s.AddressKey == addressKey, cancellation))
            {
                db.Suppressions.Add(new Suppression(addressKey, SuppressionReason.Erasure, now));
            }

            audit.Add(AuditAction.SubscriberErased, AuditEntry.OfSubscriber(subscriberId), by: by);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return (addressKey, address);
        });
        if (erased is not var (key, erasedAddress))
        {
            return false;
        }

        await NoteAsync(new NotedErasure(now, key));
        await ForgetFilesAsync(erasedAddress);
        return true;
    }

    /// <summary>Erases again the people that a restored backup contains.</summary>
    /// <returns>The number of people erased.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellation)
    {
        var noted = (await journal.ReadAsync(cancellation)).GroupBy(e => e.AddressKey).ToDictionary(g => g.Key, g => g.Max(e => e.At));
        var erased = 0;
        foreach (var keys in noted.Keys.Chunk(500))
        {
            var restored = await db.Subscribers.Where(s => keys.Contains(s.AddressKey))
                .Select(s => new { s.Id, s.AddressKey, s.CreatedAt, s.LastContactAt }).ToListAsync(cancellation);

            // A subscriber created, or moved to this address, after the erasure is a new subscription.
            foreach (var subscriber in restored.Where(s => s.CreatedAt <= noted[s.AddressKey] && s.LastContactAt <= noted[s.AddressKey]))
            {
                erased += await EraseAsync(subscriber.Id, AuditPerson.Site, cancellation) ? 1 : 0;
            }
        }

        if (erased > 0)
        {
            logger.LogWarning("{Count} erased people were in the database again, probably from a backup. They were erased again", erased);
        }

        return erased;
    }

    /// <summary>
    /// Clears the relay responses of people erased since the given time. A response may contain the address, and can arrive after the
    /// erasure.
    /// </summary>
    public Task<int> ClearAnswersAsync(DateTime since, CancellationToken cancellation) =>
        db.Deliveries.Where(d => d.Subscriber.State == SubscriberState.Erased && d.Subscriber.EndedAt >= since && d.LastReply != null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LastReply, (string?)null), cancellation);

    private async Task ForgetAsync(int subscriberId, string addressKey, string address, CancellationToken cancellation)
    {
        await db.ConsentEvents.Where(e => e.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellation);
        await db.ReturnedMails.Where(r => r.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellation);
        await db.Releases.Where(r => r.AddressKey == addressKey).ExecuteDeleteAsync(cancellation);
        await db.MailedNews.Where(m => m.SenderKey == addressKey).ExecuteDeleteAsync(cancellation);
        await db.Deliveries.Where(d => d.SubscriberId == subscriberId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LastReply, (string?)null).SetProperty(d => d.Domain, ""), cancellation);
        await ImportPurge.ForgetAsync(db, addressKey, address, cancellation);
        var waiting = await db.OutgoingMails.AsNoTracking().ToListAsync(cancellation);
        var mailIds = waiting.Where(m => mailer.IsFor(m, address)).Select(m => m.Id).ToList();
        await db.OutgoingMails.Where(m => mailIds.Contains(m.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Removes what is left in files: of the database, and mails that were written instead of being sent.</summary>
    private async Task ForgetFilesAsync(string address)
    {
        await outbox.DeleteToAsync(EmailAddress.Parse(address));
        if (!await DatabaseProvider.Of(db.Database).ForgetDeletedAsync(db.Database, CancellationToken.None))
        {
            logger.LogWarning("An erased person may still be in the write-ahead log of the database. The next erasure or restart empties it");
        }
    }

    private async Task NoteAsync(NotedErasure erasure)
    {
        try
        {
            await journal.NoteAsync(erasure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The erasure itself succeeded. Only a restored backup could undo it.
            logger.LogError(
                e, "An erasure could not be written to {Journal}. Make the file writable: without the entry, a restored backup would "
                    + "bring the person back", journal.Path);
        }
    }
}

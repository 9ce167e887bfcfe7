using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Erases what is known of a person (RGPD 17): address, preferences, proofs, what came back, what relays said. What is left is the key
/// of the address with the date, so that no import brings it back, and the bare fact of each past delivery, so that figures add up.
/// </summary>
public sealed class Erasure(
    NewsletterContext db, ErasureJournal journal, TransactionalMailer mailer, DatabaseWriteLock turn, TimeProvider clock, ILogger<Erasure> logger)
{
    /// <summary>Who the journal says did it where nobody but the site did.</summary>
    public const string BySite = "Le site";

    /// <param name="byName">As the journal shows it.</param>
    /// <param name="userId">Null where they did it themselves, or the site.</param>
    /// <returns>False: there is no such subscriber any more.</returns>
    public async Task<bool> EraseAsync(int subscriberId, string byName, int? userId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            using var writing = await turn.TakeAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var subscriber = await db.Subscribers.Include(s => s.Themes)
                .FirstOrDefaultAsync(s => s.Id == subscriberId && s.State != SubscriberState.Erased, cancellation);
            if (subscriber is null)
            {
                return null;
            }

            var (addressKey, address, publicId) = (subscriber.AddressKey, subscriber.Address, subscriber.PublicId);
            subscriber.Erase(now);
            await ForgetAsync(subscriberId, addressKey, address, cancellation);
            await db.SentMails.Where(m => m.SubscriberId == publicId).ExecuteDeleteAsync(cancellation);
            if (!await db.Suppressions.AnyAsync(s => s.AddressKey == addressKey, cancellation))
            {
                db.Suppressions.Add(new Suppression(addressKey, SuppressionReason.Erasure, now));
            }

            db.AuditEntries.Add(new AuditEntry(AuditAction.SubscriberErased, now, userId, byName, AuditEntry.OfSubscriber(subscriberId)));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return addressKey;
        });
        if (key is not null)
        {
            await NoteAsync(new NotedErasure(now, key));
        }

        return key is not null;
    }

    /// <summary>Erases once more those whom an older copy of the database has brought back.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellation)
    {
        var noted = (await journal.ReadAsync(cancellation)).GroupBy(e => e.AddressKey).ToDictionary(g => g.Key, g => g.Max(e => e.At));
        var erased = 0;
        foreach (var keys in noted.Keys.Chunk(500))
        {
            var back = await db.Subscribers.Where(s => keys.Contains(s.AddressKey)).Select(s => new { s.Id, s.AddressKey, s.CreatedAt, s.LastContactAt }).ToListAsync(cancellation);

            // Whoever subscribed, or moved to this address, after the erasure came by themselves.
            foreach (var subscriber in back.Where(s => s.CreatedAt <= noted[s.AddressKey] && s.LastContactAt <= noted[s.AddressKey]))
            {
                erased += await EraseAsync(subscriber.Id, BySite, null, cancellation) ? 1 : 0;
            }
        }

        if (erased > 0)
        {
            logger.LogWarning("{Count} people whose data had been erased were in the database again; they are erased anew", erased);
        }

        return erased;
    }

    /// <summary>
    /// What a relay answered may name the address, and a message that was under way may have been answered after the erasure:
    /// clears the answers of those erased since.
    /// </summary>
    public Task<int> ClearAnswersAsync(DateTime since, CancellationToken cancellation) =>
        db.Deliveries.Where(d => d.Subscriber.State == SubscriberState.Erased && d.Subscriber.EndedAt >= since && d.LastReply != null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LastReply, (string?)null), cancellation);

    private async Task ForgetAsync(int subscriberId, string addressKey, string address, CancellationToken cancellation)
    {
        await db.ConsentEvents.Where(e => e.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellation);
        await db.ReturnedMails.Where(r => r.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellation);
        await db.Releases.Where(r => r.AddressKey == addressKey).ExecuteDeleteAsync(cancellation);
        await db.Deliveries.Where(d => d.SubscriberId == subscriberId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LastReply, (string?)null).SetProperty(d => d.Domain, ""), cancellation);
        await ImportPurge.ForgetAsync(db, addressKey, address, cancellation);
        var waiting = await db.OutgoingMails.AsNoTracking().ToListAsync(cancellation);
        var theirs = waiting.Where(m => mailer.IsFor(m, address)).Select(m => m.Id).ToList();
        await db.OutgoingMails.Where(m => theirs.Contains(m.Id)).ExecuteDeleteAsync(cancellation);
    }

    private async Task NoteAsync(NotedErasure erasure)
    {
        try
        {
            await journal.NoteAsync(erasure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They are erased; only an older copy of the database could bring them back.
            logger.LogError(e, "An erasure could not be noted in {Journal}: make it writable, or an older copy of the database brings that person back", journal.Path);
        }
    }
}

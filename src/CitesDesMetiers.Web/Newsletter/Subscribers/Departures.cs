using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Ends once more the subscriptions of those who left after the backup that was restored.</summary>
public sealed class Departures(NewsletterContext db, DepartureJournal journal, ILogger<Departures> logger)
{
    private const string Wording = "Désabonnement noté par le site, puis perdu avec la base de données";

    /// <returns>The number of people.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellation)
    {
        var noted = await journal.ReadAsync(cancellation);
        var ended = 0;
        foreach (var keys in noted.Values.Where(d => d.HasLeft).Select(d => d.AddressKey).Chunk(500))
        {
            var restored = await db.Subscribers.Where(s => keys.Contains(s.AddressKey)
                && (s.State == SubscriberState.Pending || s.State == SubscriberState.Confirmed || s.State == SubscriberState.Lapsed))
                .ToListAsync(cancellation);

            // Whoever acted later, or moved to this address, has not left.
            foreach (var subscriber in restored.Where(s => s.LastContactAt <= noted[s.AddressKey].At))
            {
                subscriber.Unsubscribe(new ConsentEvent(
                    ConsentKind.Withdrawn, ConsentSource.Journal, noted[subscriber.AddressKey].At, subscriber.Address, subscriber.Language, Wording,
                    ConsentWording.FormVersion, ConsentWording.PolicyVersion));
                ended++;
            }

            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        if (ended > 0)
        {
            logger.LogWarning("{Count} people who had left were subscribed again, probably by a backup. They were unsubscribed again", ended);
        }

        return ended;
    }
}

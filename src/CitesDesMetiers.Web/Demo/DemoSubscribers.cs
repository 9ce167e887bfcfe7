using System.Globalization;
using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Demo;

/// <summary>Creates any number of subscribers with proofs of consent. The same number gives the same addresses.</summary>
internal sealed class DemoSubscribers(NewsletterContext db, AddressKeys keys, IReadOnlyList<DemoReaders> readers, DateTime now)
{
    private const int BatchSize = 2_000;
    private const string Version = "demonstration";
    private const string Wording =
        "J’accepte de recevoir l’InfoLettre du Réseau international des Cités des métiers à cette adresse. "
        + "Je peux me désabonner à tout moment, en un clic.";

    private readonly DemoReaders[] wheel = [.. readers.SelectMany(group => Enumerable.Repeat(group, group.Share))];

    /// <param name="gone">Number of additional former subscribers.</param>
    /// <param name="waiting">Number of additional subscribers who have not confirmed yet.</param>
    public async Task AddAsync(int count, int gone, int waiting, CancellationToken cancellation)
    {
        // Lists sort by id, so the earliest subscriber comes first.
        foreach (var batch in Enumerable.Range(0, count + gone).OrderBy(TimeOf).Chunk(BatchSize))
        {
            db.Subscribers.AddRange(batch.Select(i => i < count ? Confirmed(i) : Left(i, i - count)));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        for (var turn = waiting - 1; turn >= 0; turn--)
        {
            var at = now.AddHours(-7 - 19 * turn);
            var pending = New(count + gone + turn, at);
            pending.AskToConfirm(RandomNumberGenerator.GetBytes(32), Event(ConsentKind.Requested, at, pending));
            db.Subscribers.Add(pending);
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private Subscriber Left(int index, int turn)
    {
        var left = Confirmed(index);
        left.Unsubscribe(Event(ConsentKind.Withdrawn, now.AddDays(-58 - 11 * turn), left));
        return left;
    }

    private Subscriber Confirmed(int index)
    {
        var at = TimeOf(index);
        var subscriber = New(index, at);
        subscriber.AskToConfirm([], Event(ConsentKind.Requested, at, subscriber));
        subscriber.Confirm(Event(ConsentKind.Confirmed, at.AddMinutes(3 + index % 50), subscriber));
        return subscriber;
    }

    /// <summary>Spreads the times of consent over two years. The same index always gives the same time, and no two share a minute.</summary>
    private DateTime TimeOf(int index) => now.AddMinutes(-(200_000 + index * 7_919L % 850_000));

    private Subscriber New(int index, DateTime at)
    {
        var group = wheel[index % wheel.Length];
        var turn = index / wheel.Length * group.Share + index % wheel.Length;
        var firstName = group.FirstNames[turn % group.FirstNames.Count];
        var lastName = group.LastNames[turn * 7 % group.LastNames.Count];
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        var address = EmailAddress.Parse($"{firstName}.{lastName}-{number}@{group.Domains[turn % group.Domains.Count]}");
        var organisation = index % 3 == 0 ? group.Organisations[turn % group.Organisations.Count] : null;
        return new Subscriber(address, keys.KeyOf(address), group.Language, organisation, at);
    }

    private static ConsentEvent Event(ConsentKind kind, DateTime at, Subscriber subscriber) =>
        new(kind, ConsentSource.Demonstration, at, subscriber.Address, subscriber.Language, Wording, Version, Version);
}

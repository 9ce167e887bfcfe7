using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>What a link to a subscription leads to.</summary>
/// <param name="Subscriber">With themes, tracked; null where the link opens nothing.</param>
/// <param name="IsOurs">Whether the link was made here for this purpose, be it over by now.</param>
/// <param name="IsFull">Whether it opens everything: it came in a mail asked for less than a day ago.</param>
/// <param name="Path">Where the link leads: every button of the page posts below it.</param>
public sealed record OpenedSubscription(Subscriber? Subscriber, bool IsOurs, bool IsFull, string Path);

/// <summary>
/// Reads the two kinds of links to a subscription: the permanent one at the foot of every mail, and the fresh one asked for by
/// address. Reading one changes nothing. See docs/decisions/0010-subscription-links.md.
/// </summary>
public sealed class SubscriptionAccess(NewsletterContext db, AddressKeyStore keys, TimeProvider clock)
{
    public const string Root = "/abonnement/";
    public const string FullRoot = "/abonnement/acces/";

    public async Task<OpenedSubscription> OpenAsync(string token, bool isFull, CancellationToken cancellation)
    {
        if (isFull)
        {
            var hash = ConfirmationToken.HashOf(token);
            var found = await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.AccessHash == hash, cancellation);
            return new(found?.HasAccess(clock.GetUtcNow().UtcDateTime) == true ? found : null, IsOurs: false, isFull, FullRoot + token);
        }

        if ((await keys.GetAsync(cancellation)).ReadManageToken(token) is not { } id)
        {
            return new(null, IsOurs: false, isFull, Root + token);
        }

        var subscriber = await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.PublicId == id, cancellation);
        return new(subscriber is { State: SubscriberState.Erased } ? null : subscriber, IsOurs: true, isFull, Root + token);
    }
}

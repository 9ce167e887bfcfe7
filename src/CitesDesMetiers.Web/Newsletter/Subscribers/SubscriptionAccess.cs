using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The target of a link to a subscription.</summary>
/// <param name="Subscriber">Tracked and loaded with themes; null when the link opens nothing.</param>
/// <param name="IsOurs">Whether the site made this link for this purpose. It may have expired.</param>
/// <param name="IsFull">Whether the link gives full access: it was requested by mail within the last day.</param>
/// <param name="Path">The path of the link. All forms of the page post below it.</param>
public sealed record OpenedSubscription(Subscriber? Subscriber, bool IsOurs, bool IsFull, string Path);

/// <summary>
/// Opens the two kinds of links to a subscription: the permanent one at the foot of every mail, and the temporary one sent on
/// request. Opening a link changes nothing. See docs/decisions/0010-subscription-links.md.
/// </summary>
public sealed class SubscriptionAccess(NewsletterContext db, AddressKeyStore keys, TimeProvider clock)
{
    public async Task<OpenedSubscription> OpenAsync(string token, bool isFull, CancellationToken cancellation)
    {
        if (isFull)
        {
            var hash = SecretToken.HashOf(token);
            var found = await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.AccessHash == hash, cancellation);
            return new(
                found?.HasAccess(clock.GetUtcNow().UtcDateTime) == true ? found : null, IsOurs: false, isFull,
                SubscriptionAddresses.FullAccessRoot + token);
        }

        if ((await keys.GetAsync(cancellation)).ReadManageToken(token) is not { } id)
        {
            return new(null, IsOurs: false, isFull, SubscriptionAddresses.ManageRoot + token);
        }

        var subscriber = await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.PublicId == id, cancellation);
        return new(
            subscriber is { State: SubscriberState.Erased } ? null : subscriber, IsOurs: true, isFull, SubscriptionAddresses.ManageRoot + token);
    }
}

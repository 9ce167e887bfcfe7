using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>
/// Requests the link with full access from the page of the permanent link. It is mailed to the stored address only, whoever requests
/// it.
/// </summary>
public class FullLinkController(NewsletterContext db, SubscriptionAccess access, AccessLinks links, TimeProvider clock)
    : ManagingController(db, access, clock)
{
    [HttpPost("lien")]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> Send(string token, CancellationToken cancellation)
    {
        if ((await OpenAsync(token, cancellation)).Subscriber is not { } subscriber)
        {
            return Back(token);
        }

        await links.SendAsync(subscriber, cancellation);
        return Back(
            token,
            "Un message avec un lien part vers l’adresse de cet abonnement. S’il en est déjà parti un il y a moins de dix "
                + "minutes, c’est celui-là qui compte.");
    }
}

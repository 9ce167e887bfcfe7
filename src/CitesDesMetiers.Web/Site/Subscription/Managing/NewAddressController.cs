using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>The link in the mail to a new address. Opening it changes nothing; its button changes the address, once.</summary>
[AllowAnonymous]
[TokenPage]
[Route(SubscriptionAddresses.NewAddressRoot + "{token}")]
public class NewAddressController(NewsletterContext db, AddressChange change) : Controller
{
    [AcceptVerbs("GET", "HEAD", Route = "")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        if (await change.FindAsync(token, cancellation) is { State: not SubscriberState.Erased } subscriber)
        {
            if (subscriber.NewAddress is null)
            {
                return View("Moved", settings);
            }

            if (await change.MayMoveAsync(subscriber, cancellation))
            {
                return View("NewAddress", settings);
            }
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("NewAddressOver", settings);
    }

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public async Task<IActionResult> Confirm(string token, CancellationToken cancellation)
    {
        if (await change.FindAsync(token, cancellation) is { } subscriber && await change.MayMoveAsync(subscriber, cancellation)
            && !await change.TryMoveAsync(subscriber, cancellation))
        {
            db.ChangeTracker.Clear();
        }

        // The page shows the result. The path is literal, because routing would write the token in lower case.
        return Redirect(SubscriptionAddresses.NewAddressRoot + token);
    }
}

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Subscription;

/// <summary>
/// The link of the mail that asks whether to continue. Opening it changes nothing; its button renews the subscription and can be used
/// repeatedly.
/// </summary>
[AllowAnonymous]
[TokenPage]
[Route(SubscriptionAddresses.RenewalRoot + "{token}")]
public class RenewalController(NewsletterContext db, AddressKeyStore keys, TimeProvider clock) : Controller
{
    [AcceptVerbs("GET", "HEAD")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        if (await FindAsync(token, cancellation) is { } subscriber)
        {
            return View(subscriber.RenewalAskedAt is null ? "Renewed" : "Renew", settings);
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("RenewalOver", settings);
    }

    [HttpPost]
    [EnableRateLimiting(RateLimits.Subscription)]
    public async Task<IActionResult> Renew(string token, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is { RenewalAskedAt: not null } subscriber)
        {
            var settings = await db.NewsletterSettingsAsync(cancellation);
            subscriber.Renew(new ConsentEvent(
                ConsentKind.Renewed, ConsentSource.SubscriptionPage, clock.GetUtcNow().UtcDateTime, subscriber.Address, subscriber.Language,
                ConsentWording.Renewal(settings), ConsentWording.FormVersion, ConsentWording.PolicyVersion));
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Clicked twice: the first click was saved, and the page shows the result.
                db.ChangeTracker.Clear();
            }
        }

        return RedirectToAction(nameof(Show), new { token });
    }

    private async Task<Subscriber?> FindAsync(string token, CancellationToken cancellation) =>
        (await keys.GetAsync(cancellation)).ReadManageToken(token) is { } id
            ? await db.Subscribers.FirstOrDefaultAsync(
                s => s.PublicId == id && (s.State == SubscriberState.Confirmed || s.State == SubscriberState.Lapsed), cancellation)
            : null;
}

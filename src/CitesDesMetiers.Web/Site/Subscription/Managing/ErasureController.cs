using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>The page that explains what erasure removes, and its button (GDPR 17).</summary>
public class ErasureController(NewsletterContext db, SubscriptionAccess access, Erasure erasure, TimeProvider clock)
    : ManagingController(db, access, clock)
{
    [AcceptVerbs("GET", "HEAD", Route = "effacement")]
    public async Task<IActionResult> Ask(string token, CancellationToken cancellation)
    {
        var opened = await OpenAsync(token, cancellation);
        return IsFull && opened.Subscriber is { } subscriber ? View("Erase", await PageAsync(opened, subscriber, cancellation)) : Back(token);
    }

    [HttpPost("effacement")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public async Task<IActionResult> Erase(string token, CancellationToken cancellation)
    {
        if (!IsFull || (await OpenAsync(token, cancellation)).Subscriber is not { } subscriber)
        {
            return Back(token);
        }

        try
        {
            await erasure.EraseAsync(subscriber.Id, AuditPerson.Subscriber, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A double click, or a mail returned at the same time. The retry finds nothing to do or completes the erasure.
            Db.ChangeTracker.Clear();
            await erasure.EraseAsync(subscriber.Id, AuditPerson.Subscriber, cancellation);
        }

        return RedirectToAction(nameof(LinkRequestController.Erased), "LinkRequest");
    }
}

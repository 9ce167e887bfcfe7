using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>Unsubscribes from the page of the subscription, with an optional reason.</summary>
public class LeavingController(NewsletterContext db, SubscriptionAccess access, TimeProvider clock) : ManagingController(db, access, clock)
{
    [HttpPost("depart")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public async Task<IActionResult> Leave(string token, LeavingForm form, CancellationToken cancellation)
    {
        var settings = await Db.NewsletterSettingsAsync(cancellation);
        return await ChangeAsync(token, subscriber =>
        {
            if (!ModelState.IsValid)
            {
                return Task.FromResult<string?>(null);
            }

            subscriber.Unsubscribe(Proof(
                subscriber, ConsentKind.Withdrawn, ConsentWording.Withdrawal(settings),
                Text.Paragraphs(form.Reason, LeavingForm.ReasonLength, nameof(form.Reason))));
            return Task.FromResult<string?>("Votre désabonnement est enregistré.");
        }, cancellation);
    }
}

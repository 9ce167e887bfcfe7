using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>The page of a subscription, and the change of its preferences.</summary>
public class PreferencesController(NewsletterContext db, SubscriptionAccess access, TimeProvider clock) : ManagingController(db, access, clock)
{
    [AcceptVerbs("GET", "HEAD", Route = "")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation)
    {
        var opened = await OpenAsync(token, cancellation);
        if (opened.Subscriber is { } subscriber)
        {
            return View(subscriber.State is SubscriberState.Confirmed ? "Show" : "Left", await PageAsync(opened, subscriber, cancellation));
        }

        if (!opened.IsOurs)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return View(opened.IsOurs ? "Gone" : opened.IsFull ? "AccessOver" : "UnknownManageLink", await Db.NewsletterSettingsAsync(cancellation));
    }

    [HttpPost("preferences")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public Task<IActionResult> Save(string token, PreferencesForm form, CancellationToken cancellation) =>
        ChangeAsync(token, async subscriber =>
        {
            var choices = await WishChoices.ReadAsync(Db, subscriber.CiteId, cancellation);
            choices.Check(form, ModelState, subscriber.Language);
            if (!ModelState.IsValid)
            {
                return null;
            }

            var before = choices.Describe(subscriber);
            subscriber.Prefer(form.Language ?? subscriber.Language, form.CiteId, choices.Chosen(form), form.Frequency);
            if (choices.Describe(subscriber) is var after && after != before)
            {
                subscriber.Record(
                    Proof(subscriber, ConsentKind.PreferencesChanged, ConsentWording.PreferencesButton, $"Désormais : {after}. Avant : {before}."));
            }

            return "Vos préférences sont enregistrées.";
        }, cancellation);
}

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Subscription;

/// <summary>The link of the confirmation mail. Opening it changes nothing, because mail scanners open links too. The button confirms.</summary>
[AllowAnonymous]
[TokenPage]
[Route(SubscriptionAddresses.ConfirmationRoot + "{token}")]
public class ConfirmationController(NewsletterContext db, WelcomeMails welcome, TimeProvider clock) : Controller
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [AcceptVerbs("GET", "HEAD")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        await PageAsync(await FindAsync(token, cancellation), cancellation);

    [HttpPost]
    [EnableRateLimiting(RateLimits.Subscription)]
    public async Task<IActionResult> Confirm(string token, WishesForm form, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is not { } subscriber || !subscriber.MayConfirm(Now) || await IsBarredAsync(subscriber, cancellation)
            || !await TryPreferAsync(subscriber, form, cancellation))
        {
            return await Show(token, cancellation);
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        subscriber.Confirm(new ConsentEvent(
            ConsentKind.Confirmed, ConsentSource.ConfirmationPage, Now, subscriber.Address, subscriber.Language,
            ConsentWording.Confirmation(settings),
            ConsentWording.FormVersion, ConsentWording.PolicyVersion));
        db.Suppressions.RemoveRange(await db.Suppressions.Where(s => s.AddressKey == subscriber.AddressKey).ToListAsync(cancellation));
        await welcome.EnqueueAsync(subscriber, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            welcome.Wake();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Clicked twice: the first click was saved, and the page shows the result.
            db.ChangeTracker.Clear();
            return await Show(token, cancellation);
        }

        return RedirectToAction(nameof(SubscriptionController.Welcome), "Subscription");
    }

    /// <summary>Saves the preferences. The reader of the mailbox decides them, whoever filled in the sign-up form.</summary>
    private async Task<bool> TryPreferAsync(Subscriber subscriber, WishesForm form, CancellationToken cancellation)
    {
        var choices = await WishChoices.ReadAsync(db, subscriber.CiteId, cancellation);
        choices.Check(form, ModelState, subscriber.Language);
        if (ModelState.IsValid && form.Language is { } language)
        {
            subscriber.Prefer(language, form.CiteId, choices.Chosen(form), subscriber.Frequency);
        }

        return ModelState.IsValid;
    }

    private async Task<Subscriber?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = SecretToken.HashOf(token);
        return await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.ConfirmationHash == hash, cancellation);
    }

    /// <summary>Whether the address reported our mail as spam after the request. See <see cref="Suppression.EndsByConfirming"/>.</summary>
    private async Task<bool> IsBarredAsync(Subscriber subscriber, CancellationToken cancellation) =>
        !(await db.Suppressions.Where(s => s.AddressKey == subscriber.AddressKey).Select(s => s.Reason).ToListAsync(cancellation))
            .All(Suppression.EndsByConfirming);

    private async Task<IActionResult> PageAsync(Subscriber? subscriber, CancellationToken cancellation)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        if (subscriber?.State is SubscriberState.Confirmed)
        {
            return View("Welcome", settings);
        }

        if (subscriber is not null && subscriber.MayConfirm(Now) && !await IsBarredAsync(subscriber, cancellation))
        {
            var form = new WishesForm();
            form.Read(subscriber);
            return View("Confirm", new ConfirmationPage(form, await WishChoices.ReadAsync(db, subscriber.CiteId, cancellation), settings));
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("ConfirmationOver", settings);
    }
}

internal sealed record ConfirmationPage(WishesForm Form, WishChoices Choices, NewsletterSettings Settings);

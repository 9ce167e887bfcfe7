using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>Base class of the pages behind a link to a subscription. Opening one changes nothing, because mail scanners open links too.</summary>
[AllowAnonymous]
[TokenPage]
[Route(SubscriptionAddresses.ManageRoot + "{token}")]
[Route(SubscriptionAddresses.FullAccessRoot + "{token}")]
public abstract class ManagingController(NewsletterContext db, SubscriptionAccess access, TimeProvider clock) : Controller
{
    internal const string SavedKey = "Saved";

    /// <summary>The number of attempts when the row changes concurrently, by a double click or a dispatch.</summary>
    private const int MaxAttempts = 5;

    protected NewsletterContext Db { get; } = db;

    protected DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected DateOnly Today => ParisTime.Today(clock);

    /// <summary>Whether the link with full access was followed.</summary>
    protected bool IsFull => Request.Path.StartsWithSegments(SubscriptionAddresses.FullAccess);

    protected Task<OpenedSubscription> OpenAsync(string token, CancellationToken cancellation) => access.OpenAsync(token, IsFull, cancellation);

    /// <summary>Redirects to the page of the subscription, which shows the current state.</summary>
    protected RedirectResult Back(string token, string? message = null)
    {
        TempData[SavedKey] = message;
        return Redirect((IsFull ? SubscriptionAddresses.FullAccessRoot : SubscriptionAddresses.ManageRoot) + token);
    }

    /// <summary>Changes an active subscription. For any other state, the page explains why nothing was changed.</summary>
    /// <param name="change">Returns the message about the change; null to show the form again.</param>
    protected async Task<IActionResult> ChangeAsync(string token, Func<Subscriber, Task<string?>> change, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var opened = await OpenAsync(token, cancellation);
            if (opened.Subscriber is not { State: SubscriberState.Confirmed } subscriber)
            {
                return Back(token);
            }

            if (await change(subscriber) is not { } message)
            {
                return View("Show", await PageAsync(opened, subscriber, cancellation));
            }

            try
            {
                await Db.SaveChangesAsync(cancellation);
                return Back(token, message);
            }
            catch (DbUpdateConcurrencyException) when (tries < MaxAttempts)
            {
                Db.ChangeTracker.Clear();
            }
        }
    }

    protected ConsentEvent Proof(Subscriber subscriber, ConsentKind kind, string wording, string? detail) =>
        new(
            kind, ConsentSource.SubscriptionPage, Now, subscriber.Address, "fr", wording, ConsentWording.FormVersion, ConsentWording.PolicyVersion,
            detail);

    private protected async Task<ManagingPage> PageAsync(OpenedSubscription opened, Subscriber subscriber, CancellationToken cancellation)
    {
        var page = new ManagingPage
        {
            Subscriber = subscriber,
            Opened = opened,
            Choices = await WishChoices.ReadAsync(Db, subscriber.CiteId, cancellation),
            Settings = await Db.NewsletterSettingsAsync(cancellation),
            Today = Today,
            Frequency = subscriber.Frequency,
        };
        page.Read(subscriber);
        return page;
    }
}

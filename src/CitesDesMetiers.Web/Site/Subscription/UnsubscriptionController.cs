using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Subscription;

/// <summary>
/// Unsubscribing by a page with one button, or by the one-click POST of mail programs to the same address (RFC 8058). It needs no
/// account or cookie and never expires. Repeating it changes nothing.
/// </summary>
[AllowAnonymous]
[TokenPage]
[IgnoreAntiforgeryToken]
public class UnsubscriptionController(NewsletterContext db, AddressKeyStore keys, TimeProvider clock) : Controller
{
    [AcceptVerbs("GET", "HEAD", Route = SubscriptionAddresses.Leaving)]
    public async Task<IActionResult> Explain(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));

    [AcceptVerbs("GET", "HEAD", Route = SubscriptionAddresses.LeavingRoot + "{token}")]
    public async Task<IActionResult> Ask(string token, CancellationToken cancellation)
    {
        if (await ReadAsync(token, cancellation) is not { } id)
        {
            return await UnknownAsync(cancellation);
        }

        var state = await db.Subscribers.Where(s => s.PublicId == id).Select(s => (SubscriberState?)s.State).FirstOrDefaultAsync(cancellation);
        var settings = await db.NewsletterSettingsAsync(cancellation);
        return state is null or SubscriberState.Unsubscribed or SubscriberState.Erased
            ? View("Unsubscribed", settings)
            : View("Unsubscribe", new LeavingPage(settings, token, state is SubscriberState.Confirmed));
    }

    /// <summary>The action has no parameters, so that an unreadable body cannot prevent it.</summary>
    [HttpPost(SubscriptionAddresses.LeavingRoot + "{token}")]
    public async Task<IActionResult> Unsubscribe()
    {
        // Not cancelled when the client disconnects: the request is valid once received.
        if (await ReadAsync(RouteData.Values["token"] as string, CancellationToken.None) is not { } id)
        {
            return await UnknownAsync(CancellationToken.None);
        }

        var settings = await db.NewsletterSettingsAsync(CancellationToken.None);
        var byPage = await IsFromPageAsync();
        for (var tries = 0; !await TryEndAsync(id, byPage, settings); tries++)
        {
            db.ChangeTracker.Clear();
            if (tries == 10)
            {
                throw new DbUpdateConcurrencyException("A subscription could not be ended: it kept changing.");
            }
        }

        return byPage ? View("Unsubscribed", settings) : Content("Désabonnement enregistré.");
    }

    /// <summary>Whether the POST comes from the page's button. Mail programs send <c>List-Unsubscribe=One-Click</c>.</summary>
    private async Task<bool> IsFromPageAsync()
    {
        try
        {
            return Request.HasFormContentType && (await Request.ReadFormAsync()).ContainsKey("bouton");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    /// <returns>False when the row was changed at the same time.</returns>
    private async Task<bool> TryEndAsync(Guid id, bool byPage, NewsletterSettings settings)
    {
        if (await db.Subscribers.FirstOrDefaultAsync(s => s.PublicId == id) is not { } subscriber)
        {
            return true;
        }

        subscriber.Unsubscribe(new ConsentEvent(
            ConsentKind.Withdrawn, byPage ? ConsentSource.UnsubscribePage : ConsentSource.OneClick, clock.GetUtcNow().UtcDateTime, subscriber.Address,
            subscriber.Language, byPage ? ConsentWording.Withdrawal(settings) : ConsentWording.OneClick, ConsentWording.FormVersion,
            ConsentWording.PolicyVersion));
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task<Guid?> ReadAsync(string? token, CancellationToken cancellation) =>
        (await keys.GetAsync(cancellation)).ReadUnsubscribeToken(token);

    private async Task<IActionResult> UnknownAsync(CancellationToken cancellation)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("UnknownLink", await db.NewsletterSettingsAsync(cancellation));
    }
}

/// <param name="MayReceiveLess">Whether a pause or fewer mails can be offered instead.</param>
internal sealed record LeavingPage(NewsletterSettings Settings, string Token, bool MayReceiveLess);

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Subscription;

/// <summary>
/// What the page for leaving offers instead: a pause, or one mail a quarter. The link for leaving may do it, since whoever holds it could end
/// the subscription altogether.
/// </summary>
[AllowAnonymous]
[TokenPage]
[EnableRateLimiting(RateLimits.Subscription)]
public class LessController(NewsletterContext db, AddressKeyStore keys, TimeProvider clock) : Controller
{
    private const int PauseMonths = 3;

    [AcceptVerbs("GET", "HEAD", Route = SubscriptionAddresses.LeavingRoot + "{token}/moins")]
    public Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        OpenAsync(token, async _ => View("Less", new LeavingPage(await db.NewsletterSettingsAsync(cancellation), token, true)), cancellation);

    [HttpPost(SubscriptionAddresses.LeavingRoot + "{token}/pause")]
    public Task<IActionResult> Pause(string token, CancellationToken cancellation) =>
        ChangeAsync(token, subscriber =>
        {
            var until = ParisTime.Today(clock).AddMonths(PauseMonths);
            subscriber.Pause(until, Proof(subscriber, ConsentKind.Paused, ConsentWording.ThreeMonthsButton, $"Jusqu’au {FrenchDates.Day(until)}."));
            return $"Votre abonnement est en pause. Les envois reprennent le {FrenchDates.Day(until)}.";
        }, cancellation);

    [HttpPost(SubscriptionAddresses.LeavingRoot + "{token}/trimestre")]
    public Task<IActionResult> Quarterly(string token, CancellationToken cancellation) =>
        ChangeAsync(token, subscriber =>
        {
            if (subscriber.Frequency is not Frequency.Quarterly)
            {
                subscriber.Prefer(subscriber.Language, subscriber.CiteId, [.. subscriber.Themes], Frequency.Quarterly);
                subscriber.Record(Proof(
                    subscriber, ConsentKind.PreferencesChanged, ConsentWording.QuarterlyButton, $"Fréquence : {Frequency.Quarterly.Label()}."));
            }

            return "C’est noté : vous recevrez un seul message par trimestre, avec la liste des numéros parus.";
        }, cancellation);

    private Task<IActionResult> ChangeAsync(string token, Func<Subscriber, string> change, CancellationToken cancellation) =>
        OpenAsync(token, async subscriber =>
        {
            var said = change(subscriber);
            try
            {
                await db.SaveChangesAsync(cancellation);
                return View("LessDone", said);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Pressed twice, or changed elsewhere at the same time: the page shows what can still be chosen.
                return RedirectToAction(nameof(Show), new { token });
            }
        }, cancellation);

    /// <summary>Runs the action for a subscriber who receives the newsletter.</summary>
    private async Task<IActionResult> OpenAsync(string token, Func<Subscriber, Task<IActionResult>> then, CancellationToken cancellation)
    {
        var id = (await keys.GetAsync(cancellation)).ReadUnsubscribeToken(token);
        var subscriber = id is null ? null : await db.Subscribers.Include(s => s.Themes).FirstOrDefaultAsync(s => s.PublicId == id, cancellation);
        if (subscriber is { State: SubscriberState.Confirmed })
        {
            return await then(subscriber);
        }

        Response.StatusCode = id is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return View(id is null ? "UnknownLink" : "Unsubscribed", await db.NewsletterSettingsAsync(cancellation));
    }

    private ConsentEvent Proof(Subscriber subscriber, ConsentKind kind, string wording, string detail) =>
        new(
            kind, ConsentSource.UnsubscribePage, clock.GetUtcNow().UtcDateTime, subscriber.Address, "fr", wording, ConsentWording.FormVersion,
            ConsentWording.PolicyVersion, detail);
}

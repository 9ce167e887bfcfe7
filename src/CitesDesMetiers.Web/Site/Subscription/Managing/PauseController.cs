using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>Pauses a subscription until a date.</summary>
public class PauseController(NewsletterContext db, SubscriptionAccess access, TimeProvider clock) : ManagingController(db, access, clock)
{
    [HttpPost("pause")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public Task<IActionResult> Pause(string token, PauseForm form, CancellationToken cancellation) =>
        ChangeAsync(token, subscriber =>
        {
            if (ModelState.IsValid && (form.Until is not { } day || day <= Today || day > Today.AddYears(1)))
            {
                ModelState.AddModelError(
                    nameof(form.Until),
                    $"Reprendre le\u00A0: choisissez un jour après aujourd’hui, le {FrenchDates.Day(Today.AddYears(1))} au plus tard.");
            }

            if (!ModelState.IsValid)
            {
                return Task.FromResult<string?>(null);
            }

            var until = form.Until!.Value;
            if (subscriber.PausedUntil != until)
            {
                subscriber.Pause(until, Proof(subscriber, ConsentKind.Paused, ConsentWording.PauseButton, $"Jusqu’au {FrenchDates.Day(until)}."));
            }

            return Task.FromResult<string?>($"Votre abonnement est en pause. Les envois reprennent le {FrenchDates.Day(until)}.");
        }, cancellation);

    [HttpPost("reprise")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public Task<IActionResult> Resume(string token, CancellationToken cancellation) =>
        ChangeAsync(token, subscriber =>
        {
            if (subscriber.PausedUntil is { } until)
            {
                subscriber.EndPause(
                    Proof(subscriber, ConsentKind.Resumed, ConsentWording.ResumeButton, $"La pause allait jusqu’au {FrenchDates.Day(until)}."));
            }

            return Task.FromResult<string?>("La pause est terminée\u00A0: le prochain numéro vous parviendra.");
        }, cancellation);
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>
/// Requests a change of address. It requires full access, because a forwarded mail contains the permanent link and must not allow it.
/// </summary>
public class MoveController(NewsletterContext db, SubscriptionAccess access, AddressChange change, TransactionalMailer mailer, TimeProvider clock)
    : ManagingController(db, access, clock)
{
    [HttpPost("adresse")]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> Ask(string token, MoveForm form, CancellationToken cancellation)
    {
        if (!IsFull)
        {
            return Back(token);
        }

        IActionResult result = Back(token);
        await ConstantTimeResponse.AfterAsync(
            async () => result = await ChangeAsync(token, subscriber => AskAsync(subscriber, form, cancellation), cancellation), cancellation);
        mailer.Wake();
        return result;
    }

    private async Task<string?> AskAsync(Subscriber subscriber, MoveForm form, CancellationToken cancellation)
    {
        if (Read(subscriber, form) is not { } to)
        {
            return null;
        }

        if (subscriber.MayAskToMove(Now))
        {
            await change.RequestAsync(subscriber, to, cancellation);
        }

        return $"Un message part vers {to.Value}, s’il est possible d’y écrire. Votre adresse change dès que vous "
            + "l’avez confirmée depuis cette boîte.";
    }

    private EmailAddress? Read(Subscriber subscriber, MoveForm form)
    {
        var problem = !EmailAddress.TryParse(form.NewAddress, out var to, out var fault) ? AddressFaults.Explain(fault.Value)
            : to.Normalised == subscriber.NormalisedAddress ? "c’est déjà l’adresse de cet abonnement."
            : to.Value != subscriber.NewAddress && !subscriber.MayAskToMove(Now)
                ? "une demande est partie il y a moins de dix minutes. Regardez dans cette boîte, ou réessayez dans dix minutes."
            : null;
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(form.NewAddress), $"Nouvelle adresse électronique\u00A0: {problem}");
        }

        return problem is null ? to : null;
    }
}

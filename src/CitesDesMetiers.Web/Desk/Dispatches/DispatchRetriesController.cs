using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>
/// Sends an edition again to those who did not get it. Each action asks for confirmation and names the number of recipients. A double
/// click runs it once.
/// </summary>
[Authorize(Policy = Policies.Send)]
[Route(DispatchAddresses.Template)]
public class DispatchRetriesController(NewsletterContext db, DispatchPages pages, Retrying retrying, Resending resending, DispatchAudit audit)
    : DeskController(db)
{
    [HttpGet("nouvel-essai")]
    public Task<IActionResult> Retry(int id, CancellationToken cancellation) => ShowAsync(id, nameof(Retry), cancellation);

    /// <param name="causes">The failure causes to retry.</param>
    [HttpPost("nouvel-essai")]
    public async Task<IActionResult> RetryFailed(int id, FailureCause[] causes, CancellationToken cancellation)
    {
        if (!ModelState.IsValid || causes.Length == 0)
        {
            return Refused("Rien n’est parti : cochez au moins une raison.", nameof(Retry), new { id });
        }

        return await ExecuteAsync(id, async () =>
            await RetriedAsync(id, await retrying.RetryFailedAsync(id, causes, cancellation)) is > 0 and var count
                ? $"{FrenchNumbers.Count(count, "message va", "messages vont")} être essayé{(count > 1 ? "s" : "")} de nouveau."
                : "Il n’y avait plus rien à essayer de nouveau : rien n’est parti deux fois.");
    }

    [HttpGet("incertains")]
    public async Task<IActionResult> Uncertain(int id, CancellationToken cancellation) =>
        await pages.ReadAsync(id, cancellation) is { } page
            ? View((page, await retrying.SendableUncertainAsync(id, cancellation)))
            : NotFound();

    [HttpPost("incertains/renvoi")]
    public Task<IActionResult> SendUncertain(int id, CancellationToken cancellation) =>
        ExecuteAsync(id, async () =>
            await RetriedAsync(id, await retrying.SendUncertainAgainAsync(id, cancellation)) is > 0 and var count
                ? $"{FrenchNumbers.Count(count, "message incertain repart", "messages incertains repartent")}, sous le même identifiant."
                : "Il n’y avait plus de message incertain à renvoyer : rien n’est parti deux fois.");

    [HttpPost("incertains/abandon")]
    public Task<IActionResult> LeaveUncertain(int id, CancellationToken cancellation) =>
        ExecuteAsync(id, async () =>
        {
            await retrying.LeaveUncertainAsync(id, cancellation);
            return "C’est noté : les messages incertains restent ainsi, rien ne repart.";
        });

    [HttpGet("renvoi")]
    public Task<IActionResult> Resend(int id, CancellationToken cancellation) => ShowAsync(id, nameof(Resend), cancellation);

    /// <param name="count">The number of recipients that the page showed.</param>
    [HttpPost("renvoi")]
    public async Task<IActionResult> ResendToMissed(int id, int count, CancellationToken cancellation)
    {
        var edition = await Db.Dispatches.Where(d => d.Id == id).Select(d => (int?)d.EditionId).FirstOrDefaultAsync(cancellation);
        if (edition is null)
        {
            return NotFound();
        }

        var resent = await resending.ResendAsync(edition.Value, count, cancellation);
        if (resent.Dispatch is not null)
        {
            var recipients = FrenchNumbers.Count(resent.Recipients, "destinataire", "destinataires");
            await audit.WriteAsync(AuditAction.DispatchResent, resent.Dispatch.Id, recipients);
        }

        return resent switch
        {
            { Dispatch: { } dispatch } => Back(dispatch.Id, $"Le numéro repart vers {FrenchNumbers.Count(resent.Recipients, "abonné", "abonnés")}."),
            { Recipients: 0 } => Back(id, "Tout le monde a déjà reçu ce numéro, ou va le recevoir : rien n’est parti deux fois."),
            _ => Refused(
                $"Rien n’est parti : entre-temps, ce ne sont plus {FrenchNumbers.Count(count, "abonné", "abonnés")} mais "
                    + $"{FrenchNumber(resent.Recipients)}. Confirmez de nouveau si cela vous convient.", nameof(Resend), new { id }),
        };
    }

    private async Task<int> RetriedAsync(int id, int count)
    {
        if (count > 0)
        {
            await audit.WriteAsync(AuditAction.DispatchRetried, id, FrenchNumbers.Count(count, "message", "messages"));
        }

        return count;
    }

    private static string FrenchNumber(int number) => FrenchNumbers.Format(number);

    private async Task<IActionResult> ShowAsync(int id, string view, CancellationToken cancellation) =>
        await pages.ReadAsync(id, cancellation) is { } page ? View(view, page) : NotFound();

    private async Task<IActionResult> ExecuteAsync(int id, Func<Task<string>> act)
    {
        if (!await Db.Dispatches.AnyAsync(d => d.Id == id))
        {
            return NotFound();
        }

        try
        {
            return Back(id, await act());
        }
        catch (DbUpdateConcurrencyException)
        {
            return Back(id, "L’envoi a changé d’état au même moment, rien n’a été fait. Voici où il en est.");
        }
    }

    private RedirectToActionResult Back(int id, string message) =>
        Done(message, nameof(DispatchesController.Show), new { controller = "Dispatches", id });
}

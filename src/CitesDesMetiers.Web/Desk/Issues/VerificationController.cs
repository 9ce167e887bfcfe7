using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Checks an issue: what prevents sending it, what to read, and a test mail.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/verification")]
public class VerificationController(
    NewsletterContext db, EditionBuilder builder, Publisher publisher, PublicationPages pages, TestSend testSend, TestSendQuota quota,
    MissingRelay relay) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(int issueId, CancellationToken cancellation) =>
        PanelPage.IsAsked(Request) ? View("/Desk/Issues/Returned.cshtml", issueId) : await ShowAsync(issueId, null, cancellation);

    [HttpPost("essai")]
    [EnableRateLimiting(RateLimits.TestSend)]
    public async Task<IActionResult> Test(int issueId, TestSendForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAsync(issueId, form, cancellation);
        }

        if (await builder.BuildAsync(issueId, cancellation) is not { } content)
        {
            return NotFound();
        }

        var addresses = form.Recipients;
        if (!quota.Take(User.UserId()!.Value, addresses.Count, out var left))
        {
            ModelState.AddModelError(
                nameof(form.Addresses), $"L’essai n’est pas parti : il ferait {FrenchNumbers.Count(addresses.Count, "courriel", "courriels")}, et il "
                    + $"vous en reste {left} pour cette heure. Retirez des adresses, ou recommencez dans une heure.");
            return await ShowAsync(issueId, form, cancellation);
        }

        if (form.Keep)
        {
            await TestGroup.KeepAsync(Db, addresses, cancellation);
        }

        var mail = await publisher.RenderAsync(content, cancellation);
        var sent = await TestResult.SendAsync(
            testSend, new NewsletterTemplate(content.Subject, content.Language, mail.Html, mail.Text, content.ContactAddress, "essai"), addresses,
            cancellation);
        if (sent.Failures.Count == 0)
        {
            return Done(
                relay.WritesFiles
                    ? $"L’essai pour {sent.Names} est écrit dans la boîte d’envoi : aucun relais n’est configuré, rien n’est parti."
                    : $"L’essai est parti vers {sent.Names}. Ouvrez-le sur un téléphone et sur un ordinateur avant de publier.",
                nameof(Show), new { issueId });
        }

        if (sent.Addresses.Count > 0)
        {
            return Refused(
                $"L’essai est parti vers {sent.Names}, mais pas partout. {string.Join(' ', sent.Failures)}", nameof(Show), new { issueId });
        }

        foreach (var failure in sent.Failures)
        {
            ModelState.AddModelError(nameof(form.Addresses), failure);
        }

        return await ShowAsync(issueId, form, cancellation);
    }

    /// <summary>Records that the editor has read the warnings.</summary>
    /// <param name="warnings">Fingerprint of the warnings that the page showed.</param>
    [HttpPost("lecture")]
    public async Task<IActionResult> Read(int issueId, string? warnings, bool isRead, CancellationToken cancellation)
    {
        if (await Db.Issues.FirstOrDefaultAsync(i => i.Id == issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (!isRead || warnings is not { Length: 64 } || issue.IsPublished)
        {
            return Refused("Cochez « J’ai lu ces points » pour continuer.", nameof(Show), new { issueId });
        }

        issue.AcceptWarnings(warnings);
        return await SaveStepAsync(issueId, "C’est noté : ces points ne seront plus demandés.", cancellation);
    }

    private async Task<IActionResult> SaveStepAsync(int issueId, string message, CancellationToken cancellation)
    {
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refused(
                "Quelqu’un a modifié ce numéro au même moment : rien n’a été enregistré. Voici où il en est.", nameof(Show), new { issueId });
        }

        return Done(message, nameof(Show), new { issueId });
    }

    /// <param name="form">The form as typed; null to propose the usual addresses.</param>
    private async Task<IActionResult> ShowAsync(int issueId, TestSendForm? form, CancellationToken cancellation) =>
        await pages.ReadAsync(issueId, User.Identity?.Name, cancellation) is { } page
            ? View("Verification", form is null ? page : page with { Test = form })
            : NotFound();
}

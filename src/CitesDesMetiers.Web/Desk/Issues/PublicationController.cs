using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Publishes an issue: shows the obstacles, sends a test mail, and publishes.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/publication")]
public class PublicationController(
    NewsletterContext db, EditionBuilder builder, Publisher publisher, PublicationPages pages, TestSend testSend,
    MissingRelay relay) : DeskController(db)
{
    [HttpGet("")]
    public Task<IActionResult> Show(int issueId, CancellationToken cancellation) =>
        ShowAsync(issueId, new TestSendForm { Address = User.Identity?.Name }, cancellation);

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

        var address = EmailAddress.Parse(form.Address!);
        var mail = await publisher.RenderAsync(content, cancellation);
        var result = await testSend.SendAsync(
            new NewsletterTemplate(content.Subject, content.Language, mail.Html, mail.Text, content.ContactAddress, "essai"), address, cancellation);
        if (result.Outcome is SendOutcome.Sent)
        {
            return Done(
                relay.WritesFiles ? $"L’essai pour {address} est écrit dans la boîte d’envoi : aucun relais n’est configuré, rien n’est parti."
                : $"L’essai est parti vers {address}. Ouvrez-le sur un téléphone et sur un ordinateur avant de publier.", nameof(Show),
                new { issueId });
        }

        ModelState.AddModelError(
            nameof(form.Address), $"L’essai n’est pas parti : {Explain(result.Outcome)} Le serveur a répondu : « {result.Reply} ».");
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

    [HttpPost("")]
    [Authorize(Policy = Policies.Send)]
    [UnexpectedPublisher]
    public async Task<IActionResult> Publish(int issueId, CancellationToken cancellation)
    {
        return await publisher.PublishAsync(issueId, User.UserId(), cancellation) switch
        {
            PublicationResult.Published published => Done(
                $"Le numéro {published.Edition.Number} est publié. "
                    + (relay.WritesFiles ? "Ses messages s’écrivent dans la boîte d’envoi, pour " : "Il part vers ")
                    + FrenchNumbers.Count(published.Recipients, "abonné", "abonnés") + ".",
                "Show", new { controller = "Dispatches", id = published.DispatchId }),
            PublicationResult.NotApproved => Refused(
                "Rien n’est parti : ce numéro n’est pas approuvé, ou son contenu a changé depuis. Faites-le approuver, puis recommencez.",
                nameof(Show), new { issueId }),
            PublicationResult.UnreadWarnings => Refused(
                "Rien n’est parti : de nouveaux points sont à vérifier. Lisez-les, puis recommencez.", nameof(Show), new { issueId }),
            PublicationResult.Blocked => Refused("Rien n’est parti : il reste des points à régler ci-dessous.", nameof(Show), new { issueId }),
            _ => Done(
                "Ce numéro était déjà publié, ou quelqu’un l’a modifié au même moment. Rien n’est parti deux fois.", nameof(Show), new { issueId }),
        };
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

    private static string Explain(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Rejected => "le serveur de courrier le refuse ; vérifiez l’adresse.",
            SendOutcome.Deferred => "le serveur de courrier demande d’attendre ; réessayez dans une demi-heure.",
            SendOutcome.Uncertain => "le serveur de courrier n’a pas confirmé ; regardez s’il est arrivé avant de réessayer.",
            _ => "le serveur de courrier ne répond pas ; réessayez dans un instant, ou prévenez la personne qui s’en occupe.",
        };

    private async Task<IActionResult> ShowAsync(int issueId, TestSendForm form, CancellationToken cancellation) =>
        await pages.ReadAsync(issueId, cancellation) is { } page ? View("Publication", page with { Test = form }) : NotFound();
}

public class TestSendForm
{
    [Display(Name = "Adresse qui recevra l’essai"), Required(ErrorMessage = "Adresse qui recevra l’essai : à renseigner."), MailAddress]
    public string? Address { get; set; }
}

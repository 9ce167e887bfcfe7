using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The page on which an issue is approved, scheduled and sent; and its publication.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template)]
public class PublicationController(NewsletterContext db, Publisher publisher, PublicationPages pages, MissingRelay relay) : DeskController(db)
{
    [HttpGet("envoi")]
    public async Task<IActionResult> Show(int issueId, CancellationToken cancellation) =>
        await pages.ReadAsync(issueId, User.Identity?.Name, cancellation) is { } page ? View("Departure", page) : NotFound();

    /// <summary>The address of this page and of the checks, when they were one.</summary>
    [HttpGet("publication")]
    public IActionResult Old(int issueId) => LocalRedirectPermanent(IssueAddresses.Departure(issueId));

    [HttpPost("publication")]
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
            PublicationResult.Blocked => Refused("Rien n’est parti : il reste des points à régler.", nameof(Show), new { issueId }),
            _ => Done(
                "Ce numéro était déjà publié, ou quelqu’un l’a modifié au même moment. Rien n’est parti deux fois.", nameof(Show), new { issueId }),
        };
    }
}

using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Chooses the recipients of an issue. This does not void its approval, because the content stays.</summary>
[Authorize(Policy = Policies.Send)]
[Route(IssueAddresses.Template + "/destinataires")]
public class AudienceController(NewsletterContext db) : DeskController(db)
{
    [HttpPost("")]
    public async Task<IActionResult> Choose(int issueId, AudienceForm form, CancellationToken cancellation)
    {
        if (await Db.Issues.FirstOrDefaultAsync(i => i.Id == issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || issue.IsPublished)
        {
            return Refuse(issueId, issue.IsPublished
                ? "Ce numéro est déjà parti : ses destinataires ne changent plus."
                : $"{string.Join(" ", ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage))} Les destinataires n’ont pas changé.");
        }

        var audience = form.ToAudience();
        if (audience.Organisation is { } organisation && organisation != issue.Audience.Organisation
            && !await Db.Subscribers.AnyAsync(s => s.Organisation == organisation && s.State == SubscriberState.Confirmed, cancellation))
        {
            return Refuse(
                issueId,
                $"Aucun abonné n’est de l’organisation « {organisation} » : les destinataires n’ont pas changé. Choisissez-en une dans la liste.");
        }

        issue.Address(audience);
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refuse(issueId, "Quelqu’un a modifié ce numéro au même moment : les destinataires n’ont pas changé. Recommencez.");
        }

        return Back(issueId, "Les destinataires sont enregistrés.");
    }

    private RedirectToActionResult Refuse(int issueId, string message) =>
        Refused(message, nameof(PublicationController.Show), new { controller = "Publication", issueId });

    private RedirectToActionResult Back(int issueId, string message) =>
        Done(message, nameof(PublicationController.Show), new { controller = "Publication", issueId });
}

/// <summary>The chosen recipients. No choice means everyone.</summary>
public class AudienceForm
{
    [Display(Name = "Langue"), Language(Optional = true)]
    public string? AudienceLanguage { get; set; }

    [Display(Name = "Cité")]
    public int? AudienceCite { get; set; }

    [Display(Name = "Thème")]
    public int? AudienceTheme { get; set; }

    [Display(Name = "Organisation"), Line(200)]
    public string? AudienceOrganisation { get; set; }

    public static AudienceForm From(Audience audience)
    {
        return new()
        {
            AudienceLanguage = audience.Language,
            AudienceCite = audience.CiteId,
            AudienceTheme = audience.ThemeId,
            AudienceOrganisation = audience.Organisation,
        };
    }

    public Audience ToAudience() => new(Chosen(AudienceLanguage), AudienceCite, AudienceTheme, Chosen(AudienceOrganisation));

    private static string? Chosen(string? value) => value?.Trim() is { Length: > 0 and <= 200 } text ? text : null;
}

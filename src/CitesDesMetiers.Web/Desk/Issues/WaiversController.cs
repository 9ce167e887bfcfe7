using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Allows a passage that the checklist reports as unfinished, with a reason.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/laisser-tel-quel")]
public class WaiversController(NewsletterContext db, PublicationPages pages, TimeProvider clock) : DeskController(db)
{
    [HttpPost("")]
    public async Task<IActionResult> Waive(int issueId, WaiverForm form, CancellationToken cancellation)
    {
        if (await pages.ReadAsync(issueId, User.Identity?.Name, cancellation) is not { } page)
        {
            return NotFound();
        }

        if (page.Findings.FirstOrDefault(f => f is { Blocks: true, Passage: not null } && f.PassageHash == form.Passage) is not { } finding)
        {
            return Back(issueId, "Ce passage a changé, ou quelqu’un l’a déjà laissé tel quel. Voici ce qui reste à régler.");
        }

        if (!ModelState.IsValid)
        {
            return View("Verification", page with { Waiver = form });
        }

        var mark = FlatText.Short(finding.Passage!.Mark, Waiver.MarkLength - 1);
        var author = Author.Of(User);
        Db.Waivers.Add(new Waiver(
            issueId, finding.PassageHash!, mark, form.Reason!, author.UserId, author.Name, clock.GetUtcNow().UtcDateTime));
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(Db.Database).IsUniqueViolation(e))
        {
            return Back(issueId, "Quelqu’un l’a laissé tel quel au même moment : sa raison est gardée.");
        }

        return Back(issueId, $"« {mark} » reste tel quel. Si ce passage change, il faudra le redire.");
    }

    private RedirectToActionResult Back(int issueId, string message) =>
        Done(message, nameof(VerificationController.Show), new { controller = "Verification", issueId });
}

public class WaiverForm
{
    /// <summary>Hash of the passage, from the page.</summary>
    public string? Passage { get; set; }

    [Display(Name = "Pourquoi le laisser tel quel"), Line(Waiver.ReasonLength, Required = true)]
    public string? Reason { get; set; }
}

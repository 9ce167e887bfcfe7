using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Letters.Parts;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Dated corrections, shown beside an edition, which itself never changes.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/errata")]
public class ErrataController(NewsletterContext db, IssuePdfs pdfs, AuditLog audit, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(int issueId, CancellationToken cancellation) => await ShowAsync(issueId, new ErratumForm(), cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Create(int issueId, ErratumForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAsync(issueId, form, cancellation);
        }

        if (await FindAsync(issueId, cancellation) is not { } edition)
        {
            return NotFound();
        }

        edition.Correct(form.Text!, clock.GetUtcNow().UtcDateTime);
        audit.Add(AuditAction.ErratumPublished, AuditSubjects.Issue(edition.Number), after: form.Text);
        await Db.SaveChangesAsync(cancellation);
        var pdf = pdfs.IsEnabled ? " L’édition PDF est refaite en arrière-plan." : "";
        return Done("L’erratum est publié avec le numéro." + pdf, nameof(Show), new { issueId });
    }

    private async Task<IActionResult> ShowAsync(int issueId, ErratumForm form, CancellationToken cancellation) =>
        await FindAsync(issueId, cancellation) is { } edition ? View("Errata", new ErrataPage(edition, form)) : NotFound();

    private Task<Edition?> FindAsync(int issueId, CancellationToken cancellation) =>
        Db.Editions.Include(e => e.Errata).FirstOrDefaultAsync(e => e.IssueId == issueId, cancellation);
}

public class ErratumForm
{
    [Display(Name = "Correction"), Paragraphs(2_000, Required = true)]
    public string? Text { get; set; }
}

public sealed record ErrataPage(Edition Edition, ErratumForm Form);

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

    /// <summary>Takes the document of an archived edition off its page, for good: it may hold what somebody does not want to see online.</summary>
    [HttpPost("original")]
    public async Task<IActionResult> RemoveOriginal(int issueId, CancellationToken cancellation)
    {
        var original = await Db.EditionOriginals.FirstOrDefaultAsync(
            o => Db.Editions.Any(e => e.Id == o.EditionId && e.IssueId == issueId), cancellation);
        if (original is null)
        {
            return NotFound();
        }

        Db.Remove(original);
        await Db.SaveChangesAsync(cancellation);
        return Done("L’original ne se télécharge plus. La page du numéro reste.", nameof(Show), new { issueId });
    }

    private async Task<IActionResult> ShowAsync(int issueId, ErratumForm form, CancellationToken cancellation) =>
        await FindAsync(issueId, cancellation) is { } edition
            ? View("Errata", new ErrataPage(edition, form, await Db.EditionOriginals.AnyAsync(o => o.EditionId == edition.Id, cancellation)))
            : NotFound();

    private Task<Edition?> FindAsync(int issueId, CancellationToken cancellation) =>
        Db.Editions.Include(e => e.Errata).FirstOrDefaultAsync(e => e.IssueId == issueId, cancellation);
}

public class ErratumForm
{
    [Display(Name = "Correction"), Paragraphs(2_000, Required = true)]
    public string? Text { get; set; }
}

/// <param name="HasOriginal">Whether readers can download the document that the edition was read from.</param>
public sealed record ErrataPage(Edition Edition, ErratumForm Form, bool HasOriginal);

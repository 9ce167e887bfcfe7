using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>The documents that editors sent: upload, list, and the original back.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Documents)]
public class DocumentsController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    /// <summary>In bytes: the largest document and its form.</summary>
    private const long MaxRequest = DocumentLimits.FileSize + (1024 * 1024);
    private const int Listed = 100;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View("Index", new DocumentList(
            new UploadForm(),
            await Db.DocumentImports.OrderByDescending(d => d.Id).Take(Listed)
                .Select(d => new DocumentRow(d.Id, d.FileName, d.State, d.ByName, d.CreatedAt, d.IssueId)).ToListAsync(cancellation)));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Upload)]
    [RequestSizeLimit(MaxRequest)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
    public async Task<IActionResult> Create(UploadForm form, [FromServices] DocumentIntake intake, CancellationToken cancellation)
    {
        if (form.File is not { Length: > 0 } file || file.Length > DocumentLimits.FileSize)
        {
            ModelState.AddModelError(
                nameof(form.File), form.File is { Length: > 0 } ? "Ce document dépasse 50 Mo. Partagez-le en plusieurs documents."
                    : form.File is null ? "Choisissez un document." : "Ce document est vide. Choisissez-en un autre.");
            return await Index(cancellation);
        }

        var bytes = new byte[file.Length];
        await using (var content = file.OpenReadStream())
        {
            await content.ReadExactlyAsync(bytes, cancellation);
        }

        var (document, isKnown) = await intake.ReceiveAsync(bytes, file.FileName, Author.Of(User), cancellation);
        var values = OpenedFrom.ValuesOf(Request);
        values["id"] = document.Id;
        var target = RedirectToAction("Show", "Correction", values);
        if (isKnown)
        {
            TempData[PageMessages.SavedKey] = document.State is DocumentState.Waiting
                ? $"Ce document était déjà là, sous le nom « {document.FileName} » : il est lu une nouvelle fois."
                : $"Ce document était déjà là, sous le nom « {document.FileName} » : le voici, il n’est pas ajouté une seconde fois.";
        }

        return target;
    }

    /// <summary>The document as it was sent. Never shown in the browser: it comes from anywhere.</summary>
    [HttpGet("{id:int}/original")]
    public async Task<IActionResult> Original(int id, CancellationToken cancellation) =>
        await Db.DocumentImports.Where(d => d.Id == id).Select(d => new { d.FileName, d.Original.Bytes })
            .FirstOrDefaultAsync(cancellation) is { } found
            ? File(found.Bytes, "application/octet-stream", found.FileName)
            : NotFound();

    /// <summary>Takes back what the document brought.</summary>
    [HttpPost("{id:int}/reprise")]
    public async Task<IActionResult> TakeBack(int id, [FromServices] TakingBack taking, CancellationToken cancellation)
    {
        var (isDone, said) = await taking.RunAsync(id, Author.Of(User), clock.GetUtcNow().UtcDateTime, cancellation);
        return isDone ? Done(said, "Show", "Correction", id) : Refused(said, nameof(Index));
    }

    /// <summary>Deletes the original and its corrections for good. What the document brought stays.</summary>
    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await Db.DocumentImports.FirstOrDefaultAsync(d => d.Id == id, cancellation) is not { } document)
        {
            return NotFound();
        }

        Db.Remove(document);
        await Db.SaveChangesAsync(cancellation);
        return Done($"« {document.FileName} » est supprimé. Ce qu’il a apporté reste.", nameof(Index));
    }

    private RedirectToActionResult Done(string message, string action, string controller, int id)
    {
        TempData[PageMessages.SavedKey] = message;
        return RedirectToAction(action, controller, new { id });
    }
}

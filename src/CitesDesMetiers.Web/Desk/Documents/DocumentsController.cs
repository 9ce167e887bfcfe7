using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
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
    /// <summary>In bytes: the largest archive and its form.</summary>
    private const long MaxRequest = DocumentArchive.FileSize + (1024 * 1024);
    private const int Listed = 100;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var rows = await Db.DocumentImports.OrderByDescending(d => d.Id).Take(Listed)
            .Select(d => new DocumentRow(d.Id, d.FileName, d.State, d.ByName, d.CreatedAt)).ToListAsync(cancellation);
        var batches = await Db.DocumentBatches.OrderByDescending(b => b.Id).Take(Listed)
            .Select(b => new BatchRow(b.Id, b.Name, b.CreatedAt, Db.DocumentImports.Count(d => d.BatchId == b.Id))).ToListAsync(cancellation);
        return View("Index", new DocumentList(
            new UploadForm(), rows, batches.FindAll(b => b.Documents > 0),
            await Db.DocumentImports.CountAsync(d => d.State == DocumentState.Waiting, cancellation)));
    }

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Upload)]
    [RequestSizeLimit(MaxRequest)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
    public async Task<IActionResult> Create(UploadForm form, [FromServices] DocumentIntake intake, CancellationToken cancellation)
    {
        if (form.Files.Count == 0)
        {
            ModelState.AddModelError(nameof(form.Files), "Choisissez un document.");
            return await Index(cancellation);
        }

        var by = Author.Of(User);
        var streams = form.Files.ConvertAll(f => (f.FileName, Content: f.OpenReadStream()));
        var name = form.Files.Count > 1 ? $"{form.Files[0].FileName} et {FrenchNumbers.Count(form.Files.Count - 1, "autre", "autres")}"
            : DocumentArchive.IsArchive(streams[0].Content) ? form.Files[0].FileName : null;
        var (files, batch) = await intake.ReceiveAsync(
            streams.SelectMany(s => DocumentArchive.Read(s.FileName, s.Content)), name, by.UserId, by.Name, cancellation);
        if (files.All(f => f.Id is null))
        {
            ModelState.AddModelError(nameof(form.Files), ReceivedWords.OfRefused(files));
            return await Index(cancellation);
        }

        if (ReceivedWords.Of(files) is { } said)
        {
            TempData[PageMessages.SavedKey] = said;
        }

        var values = OpenedFrom.ValuesOf(Request);
        if (batch is null && files.Count > 1)
        {
            return RedirectToAction(nameof(Index), values);
        }

        values["id"] = batch ?? files[0].Id;
        return RedirectToAction("Show", batch is null ? "Correction" : "Batches", values);
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
        var (isDone, said) = await taking.RunAsync(id, Author.Of(User), User.MaySend(), clock.GetUtcNow().UtcDateTime, cancellation);
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

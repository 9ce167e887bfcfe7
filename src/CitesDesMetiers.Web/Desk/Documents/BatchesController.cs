using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>Documents that were sent together: how far they are, and all of them taken back.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.DocumentBatches + "/{id:int}")]
public class BatchesController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellation)
    {
        if (await Db.DocumentBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, cancellation) is not { } batch)
        {
            return NotFound();
        }

        var rows = await Db.DocumentImports.Where(d => d.BatchId == id).OrderBy(d => d.Id)
            .Select(d => new DocumentRow(d.Id, d.FileName, d.State, d.ByName, d.CreatedAt)).ToListAsync(cancellation);
        var late = clock.GetUtcNow().UtcDateTime - DocumentImport.KeptFor;
        return View("Batch", new BatchPage(batch, rows, await TakenSince(id, late).CountAsync(cancellation)));
    }

    /// <summary>Takes back what its documents brought, one after the other.</summary>
    [HttpPost("reprise")]
    public async Task<IActionResult> TakeBack(int id, [FromServices] TakingBack taking, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var documents = await TakenSince(id, now - DocumentImport.KeptFor).OrderByDescending(d => d.TakenAt).Select(d => new { d.Id, d.FileName })
            .ToListAsync(cancellation);
        var (done, refused) = (0, new List<string>());
        foreach (var document in documents)
        {
            var (isDone, said) = await taking.RunAsync(document.Id, Author.Of(User), User.MaySend(), now, cancellation);
            done += isDone ? 1 : 0;
            if (!isDone)
            {
                refused.Add($"« {document.FileName} » : {said}");
            }
        }

        // A cookie carries the message.
        var taken = $"Repris : {FrenchNumbers.Count(done, "document", "documents")}. Les corrections sont gardées.";
        return refused.Count > 0 ? Refused(string.Join(' ', refused.Take(3)), nameof(Show), new { id })
            : Done(done == 0 ? "Il n’y avait rien à reprendre." : taken, nameof(Show), new { id });
    }

    /// <summary>Deletes its documents with their corrections for good. What they brought stays.</summary>
    [HttpPost("suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        var deleted = await Db.DocumentImports.Where(d => d.BatchId == id).ExecuteDeleteAsync(cancellation);
        await Db.DocumentBatches.Where(b => b.Id == id).ExecuteDeleteAsync(cancellation);
        TempData[PageMessages.SavedKey] =
            $"Le lot est supprimé, avec {FrenchNumbers.Count(deleted, "document", "documents")}. Ce qu’il a apporté reste.";
        return RedirectToAction(nameof(DocumentsController.Index), "Documents");
    }

    private IQueryable<DocumentImport> TakenSince(int batchId, DateTime since) => Db.DocumentImports.Where(
        d => d.BatchId == batchId && (d.State == DocumentState.Taken || d.State == DocumentState.Archived) && d.TakenAt > since);
}

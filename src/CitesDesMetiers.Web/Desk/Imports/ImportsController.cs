using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>The imports of subscribers: upload, state, and result of each line.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.Imports)]
public class ImportsController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    private const int Shown = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View("Index", new UploadPage(
            new UploadForm(),
            await Db.SubscriberImports.AsNoTracking().OrderByDescending(i => i.Id).Take(Shown).ToListAsync(cancellation)));

    /// <summary>Receives a file. An unreadable file is refused as a whole, with the reason.</summary>
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Upload)]
    [UploadLimit]
    [RequestSizeLimit(UploadLimitAttribute.MaxRequest)]
    [RequestFormLimits(MultipartBodyLengthLimit = UploadLimitAttribute.MaxRequest)]
    public async Task<IActionResult> Create(UploadForm form, [FromServices] ImportIntake intake, CancellationToken cancellation)
    {
        if (form.File is not { } file)
        {
            ModelState.AddModelError(nameof(form.File), "Choisissez un fichier.");
            return await Index(cancellation);
        }

        try
        {
            await using var content = file.OpenReadStream();
            var import = await intake.ReceiveAsync(content, file.FileName, User.UserId(), User.DisplayName(), cancellation);
            return RedirectToAction("Edit", "ImportColumns", new { import.Id });
        }
        catch (UnusableFileException e)
        {
            Db.ChangeTracker.Clear();
            ModelState.AddModelError(nameof(form.File), e.Explanation);
            return await Index(cancellation);
        }
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Show(int id, [FromQuery] LineFilter filter, CancellationToken cancellation)
    {
        if (await Db.SubscriberImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation) is not { } import)
        {
            return NotFound();
        }

        if (import.State is ImportState.Received)
        {
            return RedirectToAction("Edit", "ImportColumns", new { id });
        }

        var lines = import.IsWorkedOn || import.PurgedAt is not null ? [] : await filter.ReadAsync(filter.Apply(Db, id), cancellation);
        var undo = import.MayUndo(clock.GetUtcNow().UtcDateTime) ? await UndoPreview.ReadAsync(Db, import, cancellation) : null;
        return View("Show", new ImportPage(import, filter, lines, undo));
    }

    /// <summary>Lists the refused and remarked lines, so that the file can be corrected.</summary>
    [HttpGet("{id:int}/rapport")]
    public async Task<IActionResult> Report(int id, CancellationToken cancellation)
    {
        if (!await Db.SubscriberImports.AnyAsync(i => i.Id == id && i.PurgedAt == null, cancellation))
        {
            return NotFound();
        }

        return new SheetResult(
            $"import-{id}-lignes-refusees", SheetFormat.Csv, (output, stopping) => ImportReport.WriteAsync(Db, id, output, stopping));
    }
}

/// <param name="Past">The latest imports.</param>
internal sealed record UploadPage(UploadForm Form, IReadOnlyList<SubscriberImport> Past) : IFormPage<UploadForm>;

public class UploadForm
{
    [System.ComponentModel.DataAnnotations.Display(Name = "Fichier")]
    public IFormFile? File { get; set; }
}

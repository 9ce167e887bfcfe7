using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>Chooses the columns of a file and the legal basis of its consents.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.ImportTemplate + "/colonnes")]
public class ImportColumnsController(NewsletterContext db, ImportSignal signal, TimeProvider clock) : DeskController(db)
{
    /// <summary>The number of lines used to guess the columns.</summary>
    private const int SampledLines = 200;

    [HttpGet("")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } import)
        {
            return NotFound();
        }

        if (!import.MayBeMatched)
        {
            return RedirectToAction("Show", "Imports", new { id });
        }

        var rows = await ImportIntake.FirstRowsAsync(Db, id, SampledLines, cancellation);
        return Page(import, rows, ColumnsForm.Of(import, ColumnGuess.From(rows)));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(int id, ColumnsForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } import)
        {
            return NotFound();
        }

        if (!import.MayBeMatched)
        {
            return RedirectToAction("Show", "Imports", new { id });
        }

        form.Check(ModelState, ParisTime.Today(clock));
        if (!ModelState.IsValid)
        {
            return Page(import, await ImportIntake.FirstRowsAsync(Db, id, SampledLines, cancellation), form);
        }

        import.Match([.. form.Uses], form.HasTitles, form.Language, form.ConsentSource!, form.ConsentOn);
        try
        {
            await Db.SaveChangesAsync(cancellation);
            signal.Wake();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Clicked twice: the first click counts.
        }

        return RedirectToAction("Show", "Imports", new { id });
    }

    private Task<SubscriberImport?> FindAsync(int id, CancellationToken cancellation) =>
        Db.SubscriberImports.FirstOrDefaultAsync(i => i.Id == id, cancellation);

    private ViewResult Page(SubscriberImport import, List<IReadOnlyList<string>> rows, ColumnsForm form) =>
        View("Columns", new ColumnsPage(form.For(rows.Max(r => r.Count)), import, rows));
}

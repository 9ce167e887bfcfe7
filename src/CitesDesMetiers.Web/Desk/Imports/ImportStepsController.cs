using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>Starts a checked import, undoes it, or discards one that has added nobody.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.ImportTemplate)]
public class ImportStepsController(NewsletterContext db, ImportSignal signal, TimeProvider clock) : DeskController(db)
{
    [HttpPost("lancement")]
    public Task<IActionResult> Start(int id, CancellationToken cancellation) => StepAsync(id, import => import.Start(), cancellation);

    [HttpPost("annulation")]
    public Task<IActionResult> Undo(int id, UndoForm form, CancellationToken cancellation) =>
        StepAsync(id, import => import.Undo(User.UserId(), User.DisplayName(), form.StopsReceivers, clock.GetUtcNow().UtcDateTime), cancellation);

    [HttpPost("abandon")]
    public async Task<IActionResult> Abandon(int id, CancellationToken cancellation)
    {
        if (await Db.SubscriberImports.Where(i => i.Id == id).Select(i => (ImportState?)i.State)
            .FirstOrDefaultAsync(cancellation) is not (ImportState.Received or ImportState.Checked))
        {
            return RedirectToAction("Index", "Imports");
        }

        await ImportIntake.RemoveAsync(Db, id, cancellation);
        TempData[PageMessages.SavedKey] = "Import abandonné : ses lignes sont effacées, personne n’a été abonné.";
        return RedirectToAction("Index", "Imports");
    }

    /// <summary>Changes the state once, even after a double click. The second request shows the progress.</summary>
    private async Task<IActionResult> StepAsync(int id, Func<SubscriberImport, bool> step, CancellationToken cancellation)
    {
        if (await Db.SubscriberImports.FirstOrDefaultAsync(i => i.Id == id, cancellation) is not { } import)
        {
            return NotFound();
        }

        try
        {
            if (step(import))
            {
                await Db.SaveChangesAsync(cancellation);
                signal.Wake();
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
        }

        return RedirectToAction("Show", "Imports", new { id });
    }
}

public class UndoForm
{
    [System.ComponentModel.DataAnnotations.Display(Name = "Ne plus rien envoyer à celles qui ont déjà reçu un numéro")]
    public bool StopsReceivers { get; set; }
}

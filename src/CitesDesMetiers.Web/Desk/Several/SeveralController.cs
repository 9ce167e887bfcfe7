using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Several;

/// <summary>Base class of acts on the checked rows of a list. Each act leaves the rows that it does not apply to, and can be undone.</summary>
/// <param name="list">Address of the list.</param>
[Authorize(Policy = Policies.Editor)]
public abstract class SeveralController(NewsletterContext db, string list) : DeskController(db)
{
    /// <summary>Does an act to each row, saves, and returns to the list with the result.</summary>
    /// <param name="act">Changes one row. Returns why it must stay as it is; null if it changed.</param>
    /// <param name="one">What was done to one row: "nouvelle acceptée".</param>
    /// <param name="many">What was done to several: "nouvelles acceptées".</param>
    /// <param name="undo">Address that undoes the act for the rows that changed; null if this is the undoing.</param>
    protected async Task<IActionResult> ActAsync<T>(
        SeveralForm form, IReadOnlyList<T> rows, Func<T, (int Id, string Name)> nameOf, Func<T, Task<string?>> act, string one, string many,
        Func<IReadOnlyList<int>, string>? undo, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return NotDone(
                form,
                undo is null ? "Ces lignes n’existent plus. Rien n’a changé." : "Cochez d’abord des lignes de la liste. Rien n’a changé.");
        }

        var outcome = new SeveralOutcome();
        foreach (var row in rows)
        {
            var (id, name) = nameOf(row);
            outcome.Add(id, name, await act(row));
        }

        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return NotDone(form, "L’une de ces lignes a changé entre-temps : rien n’a été modifié. Relisez la liste, puis recommencez.");
        }

        if (undo is not null && outcome.Done.Count > 0)
        {
            TempData[PageMessages.UndoKey] = undo(outcome.Done);
        }

        return Back(form, outcome.Done.Count > 0 ? PageMessages.SavedKey : PageMessages.RefusedKey, outcome.Tell(one, many));
    }

    /// <summary>The same for an act that needs no other work.</summary>
    /// <param name="obstacle">Why a row must stay as it is; null if the act applies.</param>
    protected Task<IActionResult> ActAsync<T>(
        SeveralForm form, IReadOnlyList<T> rows, Func<T, (int Id, string Name)> nameOf, Func<T, string?> obstacle, Action<T> act, string one,
        string many, Func<IReadOnlyList<int>, string>? undo, CancellationToken cancellation) =>
        ActAsync(
            form, rows, nameOf, row =>
            {
                var reason = obstacle(row);
                if (reason is null)
                {
                    act(row);
                }

                return Task.FromResult(reason);
            },
            one, many, undo, cancellation);

    /// <summary>Returns to the list with the reason why nothing was done.</summary>
    protected IActionResult NotDone(SeveralForm form, string message) => Back(form, PageMessages.RefusedKey, message);

    private LocalRedirectResult Back(SeveralForm form, string kind, string message)
    {
        TempData[kind] = message;
        return LocalRedirect(list + (form.Query is ['?', ..] query ? query : ""));
    }
}

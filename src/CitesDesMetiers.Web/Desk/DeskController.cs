using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk;

/// <summary>Base class of the desk's pages. Correspondents may open them; pages for editors add their own policy.</summary>
[Authorize(Policy = Policies.Contributor)]
[TypeFilter<ApprovalReview>]
public abstract class DeskController(NewsletterContext db) : Controller
{
    protected NewsletterContext Db { get; } = db;

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (PanelPage.IsAsked(Request))
        {
            Response.Headers.ContentSecurityPolicy = SecurityHeaders.FramedPagePolicy;
        }

        base.OnActionExecuting(context);
    }

    /// <summary>Redirects to another page with the reason why nothing was done.</summary>
    protected RedirectToActionResult Refused(string message, string action, object? values = null)
    {
        TempData[PageMessages.RefusedKey] = message;
        return RedirectToAction(action, values);
    }

    /// <summary>Redirects to another page with a message about what was done.</summary>
    protected RedirectToActionResult Done(string message, string action, object? values = null)
    {
        TempData[PageMessages.SavedKey] = message;
        return RedirectToAction(action, values);
    }

    /// <summary>The same, but back to the issue if the page was opened from one.</summary>
    protected IActionResult Returned(string message, string action, object? values = null)
    {
        if (OpenedFrom.AddressOf(Request) is not { } issue)
        {
            return Done(message, action, values);
        }

        TempData[PageMessages.SavedKey] = message;
        return LocalRedirect(issue);
    }

    /// <summary>Redirects after a deletion, with a button to undo it.</summary>
    protected RedirectToActionResult Deleted(string message, DeletedKind kind, int id, string action)
    {
        TempData[PageMessages.UndoKey] = DeletedController.RestorePath(kind, id);
        return Done(message, action);
    }

    /// <summary>
    /// Saves the form. If somebody else saved a newer version, shows the form again with both versions. Saving once more keeps what was
    /// typed.
    /// </summary>
    /// <param name="current">Reads the form of the stored entity; null if it no longer exists.</param>
    protected Task<IActionResult> SaveAsync<TForm>(
        TForm form, Func<Task<TForm?>> current, Func<IActionResult> onSaved, Func<Task<IActionResult>> showAgain, CancellationToken cancellation)
        where TForm : class, IVersionedForm =>
        SaveAsync(form, current, () => Task.FromResult(onSaved()), showAgain, cancellation);

    /// <inheritdoc cref="SaveAsync{TForm}(TForm, Func{Task{TForm}}, Func{IActionResult}, Func{Task{IActionResult}}, CancellationToken)"/>
    protected async Task<IActionResult> SaveAsync<TForm>(
        TForm form, Func<Task<TForm?>> current, Func<Task<IActionResult>> onSaved, Func<Task<IActionResult>> showAgain,
        CancellationToken cancellation)
        where TForm : class, IVersionedForm
    {
        try
        {
            await Db.SaveChangesAsync(cancellation);
            return await onSaved();
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
            if (await current() is not { } storedForm)
            {
                ModelState.AddModelError(
                    "", "Cette fiche n’existe plus : quelqu’un l’a supprimée entre-temps. Copiez ce que vous voulez "
                        + "garder, puis créez-en une nouvelle.");
                return await showAgain();
            }

            HttpContext.RequestServices.GetRequiredService<FormState>().Conflict = Ui.Forms.Conflict.Between(form, storedForm);
            form.Version = storedForm.Version;
            ModelState.Remove(nameof(IVersionedForm.Version));
            return await showAgain();
        }
    }
}

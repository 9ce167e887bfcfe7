using System.Globalization;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Opens forms with what their author typed and did not save, and lets it go once it is saved.</summary>
public sealed class DraftForms(Drafts drafts)
{
    public async Task<TForm> OpenAsync<TForm>(Controller controller, EditedThing thing, Author who, TForm stored, CancellationToken cancellation)
        where TForm : class, IVersionedForm, new()
    {
        ArgumentNullException.ThrowIfNull(thing);
        ArgumentNullException.ThrowIfNull(who);
        var page = OpenedForm.Of(thing, who);
        return await OpenAsync(controller, page with { Unfinished = page.IsNew ? await BegunAsync(thing, who, cancellation) : [] }, who, stored, cancellation);
    }

    public Task ReturnAsync(Controller controller, EditedThing thing, Author who, CancellationToken cancellation) =>
        ReturnAsync(controller, OpenedForm.Of(thing, who), who, cancellation);

    public Task SavedAsync(Controller controller, EditedThing thing, Author who, CancellationToken cancellation) =>
        SavedAsync(controller, thing?.Subject ?? "", who, cancellation);

    /// <summary>
    /// The form of something that is stored: as it is, with a draft offered where one waits that says something else, or
    /// with the draft in it where the address asks for it.
    /// </summary>
    public async Task<TForm> OpenAsync<TForm>(Controller controller, OpenedForm page, Author who, TForm stored, CancellationToken cancellation)
        where TForm : class, IVersionedForm, new()
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(stored);
        if (!page.IsNew)
        {
            await drafts.SeeAsync(page.Subject, who, cancellation);
            page = page with { Others = await drafts.OthersAsync(page.Subject, who, cancellation) };
        }

        var draft = await drafts.FindAsync(page.Subject, who, cancellation);
        if (draft is null)
        {
            controller.ViewData[OpenedForm.Key] = page;
            return stored;
        }

        var typed = await BindAsync<TForm>(controller, draft);
        if (page.IsNew || controller.Request.Query[OpenedForm.Parameter] == OpenedForm.Resume)
        {
            typed.Version = draft.BaseVersion ?? stored.Version;
            controller.ViewData[OpenedForm.Key] = page with { Taken = draft, Seen = draft.Mark, IsTakenFromOld = typed.Version != stored.Version };
            return typed;
        }

        controller.ModelState.Clear();
        controller.ViewData[OpenedForm.Key] = Conflict.Between(typed, stored).Count > 0 ? page with { Offered = draft } : page with { Seen = draft.Mark };
        return stored;
    }

    /// <summary>The form comes back with what was typed, because it was refused.</summary>
    public async Task ReturnAsync(Controller controller, OpenedForm page, Author who, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(page);
        var form = controller.Request.HasFormContentType ? await controller.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
        controller.ViewData[OpenedForm.Key] = page with
        {
            Seen = form[OpenedForm.SeenField],
            Copy = form[OpenedForm.CopyField],
            IsUnsaved = true,
            Others = page.IsNew ? [] : await drafts.OthersAsync(page.Subject, who, cancellation),
        };
    }

    /// <summary>Forgets the draft: what it said is saved. The browser's copy goes with the next page.</summary>
    public async Task SavedAsync(Controller controller, string subject, Author who, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(controller);
        await drafts.ForgetAsync(subject, who, cancellation);
        if (controller.Request.Form[OpenedForm.CopyField].ToString() is { Length: > 0 and < 200 } copy)
        {
            controller.TempData[OpenedForm.SavedKey] = copy;
        }
    }

    private async Task<IReadOnlyList<Draft>> BegunAsync(EditedThing thing, Author who, CancellationToken cancellation) =>
        [.. (await drafts.UnfinishedAsync(who.UserId, thing.Kind, cancellation))
            .Where(d => d.Subject != thing.Subject && EditedThing.TryParse(d.Subject, out var begun) && begun.New is not null)];

    /// <summary>Reads the draft as if the form had been sent, and sets no errors: it was not.</summary>
    private static async Task<TForm> BindAsync<TForm>(Controller controller, Draft draft) where TForm : class, new()
    {
        var form = new TForm();
        var fields = new FormCollection(DraftFields.FromJson(draft.Fields));
        await controller.TryUpdateModelAsync(form, "", new FormValueProvider(BindingSource.Form, fields, CultureInfo.CurrentCulture));
        foreach (var entry in controller.ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }

        return form;
    }
}

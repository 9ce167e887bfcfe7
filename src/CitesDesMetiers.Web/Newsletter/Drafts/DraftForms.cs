using System.Globalization;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Fills forms with the drafts of their author, and deletes a draft when its form is saved.</summary>
public sealed class DraftForms(DraftStore drafts, FormState state)
{
    public async Task<TForm> OpenAsync<TForm>(Controller controller, EditedThing thing, Author author, TForm stored, CancellationToken cancellation)
        where TForm : class, IVersionedForm, new()
    {
        var page = OpenedForm.Of(thing, author);
        return await OpenAsync(
            controller, page with { Unfinished = page.IsNew ? await OtherDraftsAsync(thing, author, cancellation) : [] }, author, stored,
            cancellation);
    }

    public Task ReturnAsync(Controller controller, EditedThing thing, Author author, CancellationToken cancellation) =>
        ReturnAsync(controller, OpenedForm.Of(thing, author), author, cancellation);

    public Task SavedAsync(Controller controller, EditedThing thing, Author author, CancellationToken cancellation) =>
        SavedAsync(controller, thing?.Subject ?? "", author, cancellation);

    /// <summary>
    /// Opens the form of a stored entity. If a different draft exists, the page offers it. If the address asks for the draft, the form
    /// holds it.
    /// </summary>
    public async Task<TForm> OpenAsync<TForm>(Controller controller, OpenedForm page, Author author, TForm stored, CancellationToken cancellation)
        where TForm : class, IVersionedForm, new()
    {
        if (!page.IsNew)
        {
            await drafts.SeeAsync(page.Subject, author, cancellation);
            page = page with { Others = await drafts.OthersAsync(page.Subject, author, cancellation) };
        }

        var draft = await drafts.FindAsync(page.Subject, author, cancellation);
        if (draft is null)
        {
            state.Opened = page;
            return stored;
        }

        var typed = await BindAsync<TForm>(controller, draft);
        if (page.IsNew || controller.Request.Query[OpenedForm.Parameter] == OpenedForm.Resume)
        {
            typed.Version = draft.BaseVersion ?? stored.Version;
            state.Opened = page with { Taken = draft, Seen = draft.Mark, IsTakenFromOld = typed.Version != stored.Version };
            return typed;
        }

        controller.ModelState.Clear();
        state.Opened = Conflict.Between(typed, stored).Count > 0
            ? page with { Offered = draft }
            : page with { Seen = draft.Mark };
        return stored;
    }

    /// <summary>Prepares a refused form that is shown again with what was typed.</summary>
    public async Task ReturnAsync(Controller controller, OpenedForm page, Author author, CancellationToken cancellation)
    {
        var form = controller.Request.HasFormContentType ? await controller.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
        state.Opened = page with
        {
            Seen = form[OpenedForm.SeenField],
            Copy = form[OpenedForm.CopyField],
            IsUnsaved = true,
            Others = page.IsNew ? [] : await drafts.OthersAsync(page.Subject, author, cancellation),
        };
    }

    /// <summary>Deletes the draft after its form was saved. The next page deletes the copy in the browser.</summary>
    public async Task SavedAsync(Controller controller, string subject, Author author, CancellationToken cancellation)
    {
        await drafts.ForgetAsync(subject, author, cancellation);
        if (controller.Request.Form[OpenedForm.CopyField].ToString() is { Length: > 0 and < 200 } copy)
        {
            controller.TempData[OpenedForm.SavedKey] = copy;
        }
    }

    private async Task<IReadOnlyList<Draft>> OtherDraftsAsync(EditedThing thing, Author author, CancellationToken cancellation) =>
        [.. (await drafts.UnfinishedAsync(author.UserId, thing.Kind, cancellation))
            .Where(d => d.Subject != thing.Subject && EditedThing.TryParse(d.Subject, out var other) && other.New is not null)];

    /// <summary>Binds the draft like a sent form, without recording errors, because nobody sent it.</summary>
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

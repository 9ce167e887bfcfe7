using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Cites;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk;

/// <summary>
/// Base class of pages that create and edit an entry, for those who may write for its Cité. An entry that a correspondent may not
/// edit gives 404.
/// </summary>
public abstract class EntryController<TEntity, TForm>(NewsletterContext db, DraftForms drafts, FormState state) : DeskController(db)
    where TEntity : class, IVersioned
    where TForm : class, IEntryForm, new()
{
    protected FormState State { get; } = state;

    /// <summary>The entries that this person may read and edit, with the data for the form.</summary>
    protected abstract IQueryable<TEntity> Writable { get; }

    /// <summary>The kind of entry, as in <see cref="EditedThing"/>.</summary>
    protected abstract EditedKind Kind { get; }

    /// <summary>The name of the entry in messages.</summary>
    protected abstract string NameOf(TEntity entity);

    protected abstract TForm ToForm(TEntity entity);

    /// <summary>The query of a list on which the saved entry is; null for the list as it opens.</summary>
    protected virtual object? ListWith(TEntity entity) => null;

    /// <summary>Creates an entity with its required values. <see cref="ApplyAsync"/> sets the others.</summary>
    protected abstract Task<TEntity> MakeAsync(TForm form, CancellationToken cancellation);

    /// <returns>A sentence to append to the message after saving; null for none.</returns>
    protected abstract Task<string?> ApplyAsync(TForm form, TEntity entity, CancellationToken cancellation);

    [HttpGet("ajout")]
    public async Task<IActionResult> New([FromQuery(Name = OpenedForm.Parameter)] Guid? draft, CancellationToken cancellation)
    {
        var thing = EditedThing.OfSomethingNew(Kind, draft ?? Guid.NewGuid());
        var form = await drafts.OpenAsync(this, thing, Author.Of(User), new TForm { CiteId = User.OwnCiteId() }, cancellation);
        return draft is not null && State.Opened is not { Taken: not null }
            ? NotFound()
            : await FormAsync(form, null, cancellation);
    }

    [HttpPost("ajout")]
    public async Task<IActionResult> Create(TForm form, CancellationToken cancellation)
    {
        await CheckCiteAsync(form, cancellation);
        await ReceiveAsync(form, cancellation);
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, null, cancellation);
        }

        var entity = await MakeAsync(form, cancellation);
        Db.Add(entity);
        var remark = await ApplyAsync(form, entity, cancellation);
        if (!ModelState.IsValid)
        {
            Db.ChangeTracker.Clear();
            return await FormAsync(form, null, cancellation);
        }

        await Db.SaveChangesAsync(cancellation);
        await drafts.SavedAsync(this, EditedThing.Posted(Request, Kind), Author.Of(User), cancellation);
        var message = await SavedMessageAsync(form, entity, remark, cancellation);
        return OpenedFrom.WantsOneMore(Request) ? Done(message, nameof(New), OpenedFrom.ValuesOf(Request))
            : Returned(message, "Index", ListWith(entity));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } entity
            ? await FormAsync(
                await drafts.OpenAsync(this, EditedThing.Of(Kind, id), Author.Of(User), await OpenAsync(entity, cancellation), cancellation), entity,
                cancellation)
            : NotFound();

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Update(int id, TForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } entity)
        {
            return await GoneAsync(form, cancellation);
        }

        await CheckCiteAsync(form, cancellation);
        await ReceiveAsync(form, cancellation);
        var remark = ModelState.IsValid ? await ApplyAsync(form, entity, cancellation) : null;
        if (!ModelState.IsValid)
        {
            Db.ChangeTracker.Clear();
            return await FormAsync(form, await FindAsync(id, cancellation), cancellation);
        }

        Db.Expect(entity, form.Version);
        return await SaveAsync(
            form,
            async () => await FindAsync(id, cancellation) is { } stored ? ToForm(stored) : null,
            async () =>
            {
                await drafts.SavedAsync(this, EditedThing.Of(Kind, id), Author.Of(User), cancellation);
                return Returned(await SavedMessageAsync(form, entity, remark, cancellation), "Index", ListWith(entity));
            },
            async () => await FormAsync(form, await FindAsync(id, cancellation), cancellation),
            cancellation);
    }

    /// <summary>What follows once the entry is saved.</summary>
    /// <returns>A sentence to append to the message; null for none.</returns>
    protected virtual Task<string?> AfterSavingAsync(TForm form, TEntity entity, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Stores uploads before the form is validated, so that a refused form does not lose them. No other changes are pending.</summary>
    protected virtual Task ReceiveAsync(TForm form, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The form to show first: the stored entity, unless the address asks for another version.</summary>
    protected virtual Task<TForm> OpenAsync(TEntity entity, CancellationToken cancellation) => Task.FromResult(ToForm(entity));

    /// <summary>The page around the form.</summary>
    protected virtual async Task<EntryPage<TEntity, TForm>> PageAsync(TForm form, TEntity? entity, CancellationToken cancellation) =>
        new(form, entity, await Choices.CitesAsync(Db, User, cancellation));

    protected Task<TEntity?> FindAsync(int id, CancellationToken cancellation) =>
        Writable.FirstOrDefaultAsync(e => EF.Property<int>(e, "Id") == id, cancellation);

    protected async Task<IActionResult> FormAsync(TForm form, TEntity? entity, CancellationToken cancellation)
    {
        if (State.Opened is null)
        {
            var thing = entity is null ? EditedThing.Posted(Request, Kind) : EditedThing.Of(Kind, (int)Db.Entry(entity).Property("Id").CurrentValue!);
            await drafts.ReturnAsync(this, thing, Author.Of(User), cancellation);
        }

        return View("Form", await PageAsync(form, entity, cancellation));
    }

    private async Task<string> SavedMessageAsync(TForm form, TEntity entity, string? remark, CancellationToken cancellation)
    {
        var more = await AfterSavingAsync(form, entity, cancellation);
        return string.Join(' ', new[] { $"« {NameOf(entity)} » : c’est enregistré.", more, remark }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Shows the typed form again when the entry was deleted meanwhile.</summary>
    private async Task<IActionResult> GoneAsync(TForm form, CancellationToken cancellation)
    {
        ModelState.Clear();
        ModelState.AddModelError(
            "", "Cette fiche n’existe plus : quelqu’un l’a supprimée entre-temps. Copiez ce que vous voulez garder, puis créez-en une nouvelle.");
        Response.StatusCode = StatusCodes.Status404NotFound;
        return await FormAsync(form, null, cancellation);
    }

    protected async Task CheckCiteAsync(TForm form, CancellationToken cancellation)
    {
        if (form is IFormWithNewCite { NewCite.IsBlank: false } adding && User.IsEditor())
        {
            await AddCiteAsync(adding, cancellation);
        }

        if (!User.MayWriteFor(form.CiteId))
        {
            ModelState.AddModelError(nameof(form.CiteId), "Vous écrivez pour votre Cité seulement.");
        }
    }

    /// <summary>Adds the Cité at once and chooses it, so that a form refused for another reason does not add it again.</summary>
    private async Task AddCiteAsync(IFormWithNewCite form, CancellationToken cancellation)
    {
        var added = form.NewCite;
        foreach (var (value, field, name) in new[] { (added.Name, nameof(added.Name), "Nom de la Cité"), (added.City, nameof(added.City), "Ville") })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                ModelState.AddModelError($"{nameof(form.NewCite)}.{field}", $"{name} : à renseigner, ou effacez ce que vous avez écrit de la nouvelle Cité.");
            }
        }

        if (ModelState.Keys.Where(k => k.StartsWith(nameof(form.NewCite), StringComparison.Ordinal)).Any(k => ModelState[k]!.Errors.Count > 0))
        {
            return;
        }

        var cite = await added.FindOrMakeAsync(Db, cancellation);
        await Db.SaveChangesAsync(cancellation);
        ModelState.Remove(nameof(form.CiteId));
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith(nameof(form.NewCite), StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }

        (form.CiteId, form.NewCite) = (cite.Id, new NewCite());
    }
}

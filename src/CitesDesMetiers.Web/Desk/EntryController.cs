using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk;

/// <summary>
/// The plain way of the desk: a form that creates an entry or edits it, for those who may write for its Cité. What a
/// correspondent may not write does not exist for them: 404.
/// </summary>
public abstract class EntryController<TEntity, TForm>(NewsletterContext db, DraftForms drafts) : DeskController(db)
    where TEntity : class, IVersioned
    where TForm : class, IEntryForm, new()
{
    /// <summary>The entries this person may read and write here, with what the form needs of them.</summary>
    protected abstract IQueryable<TEntity> Writable { get; }

    /// <summary>What is edited here, of <see cref="EditedThing"/>'s kinds.</summary>
    protected abstract string Kind { get; }

    /// <summary>Name of the entry in messages.</summary>
    protected abstract string NameOf(TEntity entity);

    protected abstract TForm ToForm(TEntity entity);

    /// <summary>A new entity with what cannot be left out; <see cref="ApplyAsync"/> follows.</summary>
    protected abstract Task<TEntity> MakeAsync(TForm form, CancellationToken cancellation);

    protected abstract Task ApplyAsync(TForm form, TEntity entity, CancellationToken cancellation);

    [HttpGet("ajout")]
    public async Task<IActionResult> New([FromQuery(Name = OpenedForm.Parameter)] Guid? draft, CancellationToken cancellation)
    {
        var thing = EditedThing.OfSomethingNew(Kind, draft ?? Guid.NewGuid());
        var form = await drafts.OpenAsync(this, thing, Author.Of(User), new TForm { CiteId = User.OwnCiteId() }, cancellation);
        return draft is not null && ViewData[OpenedForm.Key] is not OpenedForm { Taken: not null } ? NotFound() : await FormAsync(form, null, cancellation);
    }

    [HttpPost("ajout")]
    public async Task<IActionResult> Create(TForm form, CancellationToken cancellation)
    {
        CheckCite(form);
        await ReceiveAsync(form, cancellation);
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, null, cancellation);
        }

        var entity = await MakeAsync(form, cancellation);
        Db.Add(entity);
        await ApplyAsync(form, entity, cancellation);
        if (!ModelState.IsValid)
        {
            Db.ChangeTracker.Clear();
            return await FormAsync(form, null, cancellation);
        }

        await Db.SaveChangesAsync(cancellation);
        await drafts.SavedAsync(this, EditedThing.Posted(Request, Kind), Author.Of(User), cancellation);
        return Done($"« {NameOf(entity)} » : c’est enregistré. {Remark}".TrimEnd(), "Index");
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } entity
            ? await FormAsync(await drafts.OpenAsync(this, EditedThing.Of(Kind, id), Author.Of(User), await OpenAsync(entity, cancellation), cancellation), entity, cancellation)
            : NotFound();

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Update(int id, TForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } entity)
        {
            return await GoneAsync(form, cancellation);
        }

        CheckCite(form);
        await ReceiveAsync(form, cancellation);
        if (ModelState.IsValid)
        {
            await ApplyAsync(form, entity, cancellation);
        }

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
                return Done($"« {NameOf(entity)} » : c’est enregistré. {Remark}".TrimEnd(), "Index");
            },
            async () => await FormAsync(form, await FindAsync(id, cancellation), cancellation),
            cancellation);
    }

    /// <summary>Keeps what would be lost with a form that is refused. Nothing else is there to be saved yet.</summary>
    protected virtual Task ReceiveAsync(TForm form, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A sentence to add when it is saved.</summary>
    protected virtual string? Remark => null;

    /// <summary>The form as it opens: what is stored, unless the address asks for something else.</summary>
    protected virtual Task<TForm> OpenAsync(TEntity entity, CancellationToken cancellation) => Task.FromResult(ToForm(entity));

    /// <summary>Puts into ViewData what the form lets one choose from.</summary>
    protected virtual async Task PrepareAsync(TEntity? entity, CancellationToken cancellation) =>
        ViewData["Cites"] = await Choices.CitesAsync(Db, User, cancellation);

    protected Task<TEntity?> FindAsync(int id, CancellationToken cancellation) =>
        Writable.FirstOrDefaultAsync(e => EF.Property<int>(e, "Id") == id, cancellation);

    protected async Task<IActionResult> FormAsync(TForm form, TEntity? entity, CancellationToken cancellation)
    {
        await PrepareAsync(entity, cancellation);
        if (!ViewData.ContainsKey(OpenedForm.Key))
        {
            var thing = entity is null ? EditedThing.Posted(Request, Kind) : EditedThing.Of(Kind, (int)Db.Entry(entity).Property("Id").CurrentValue!);
            await drafts.ReturnAsync(this, thing, Author.Of(User), cancellation);
        }

        ViewData["Entry"] = entity;
        return View("Form", form);
    }

    /// <summary>What was typed must not go with the entry it was typed for.</summary>
    private async Task<IActionResult> GoneAsync(TForm form, CancellationToken cancellation)
    {
        ModelState.Clear();
        ModelState.AddModelError("", "Cette fiche n’existe plus : quelqu’un l’a supprimée entre-temps. Copiez ce que vous voulez garder, puis créez-en une nouvelle.");
        Response.StatusCode = StatusCodes.Status404NotFound;
        return await FormAsync(form, null, cancellation);
    }

    private void CheckCite(TForm form)
    {
        if (!User.MayWriteFor(form.CiteId))
        {
            ModelState.AddModelError(nameof(form.CiteId), "Vous écrivez pour votre Cité seulement.");
        }
    }
}

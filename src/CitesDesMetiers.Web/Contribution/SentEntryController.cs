using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>What the forms of dates and moves behind a personal link need.</summary>
public sealed record SentEntryServices(
    NewsletterContext Db, PersonalLinks Links, DraftForms Drafts, FormState State, CallAnswers Answers, Notifier Notifier, TimeProvider Clock);

/// <summary>Base class of the forms of a date and of a move behind a personal link. Saving proposes what was typed to the editors.</summary>
public abstract class SentEntryController<TEntity, TForm>(SentEntryServices services) : PersonalLinkController(services.Links)
    where TEntity : class, IVersioned
    where TForm : class, IEntryForm, new()
{
    private protected NewsletterContext Db => services.Db;

    /// <summary>The kind of entry, as in <see cref="EditedThing"/>.</summary>
    private protected abstract EditedKind Kind { get; }

    private protected abstract IQueryable<TEntity> SentBy(Invitation invitation);

    private protected abstract TForm ToForm(TEntity entity);

    private protected abstract TEntity Make(TForm form);

    private protected abstract SentEntry Link(Invitation invitation, TEntity entity, DateTime now);

    /// <returns>A sentence for the person who saved; null when there is none.</returns>
    private protected abstract Task<string?> ApplyAsync(TForm form, TEntity entity, CancellationToken cancellation);

    private protected abstract bool IsAccepted(TEntity entity);

    /// <summary>Its name within a sentence, such as "le rendez-vous « Forum »".</summary>
    private protected abstract string NameOf(TEntity entity);

    /// <summary>The page of the desk where editors accept it.</summary>
    private protected abstract string DeskPath(TEntity entity);

    [HttpGet("")]
    public Task<IActionResult> New(string token, CancellationToken cancellation) =>
        EnterAsync(
            token,
            async invitation => Page(token, invitation, await OpenAsync(token, invitation, new TForm(), null, cancellation), null),
            cancellation, forNews: true);

    [HttpPost("")]
    public Task<IActionResult> Create(string token, TForm form, CancellationToken cancellation) =>
        EnterAsync(token, async invitation =>
        {
            form.CiteId = invitation.CiteId;
            if (!ModelState.IsValid)
            {
                return await ShowAgainAsync(token, invitation, form, null, cancellation);
            }

            var entity = Make(form);
            var remark = await ApplyAsync(form, entity, cancellation);
            if (!ModelState.IsValid)
            {
                return await ShowAgainAsync(token, invitation, form, null, cancellation);
            }

            Db.Add(entity);
            Db.Add(Link(invitation, entity, services.Clock.GetUtcNow().UtcDateTime));
            await services.Answers.AnswerAsync(invitation, cancellation);
            await Db.SaveChangesAsync(cancellation);
            return await FinishAsync(token, invitation, entity, null, remark, cancellation);
        }, cancellation, forNews: true);

    [HttpGet("{id:int}")]
    public Task<IActionResult> Edit(string token, int id, CancellationToken cancellation) =>
        EnterAsync(token, async invitation => await FindAsync(invitation, id, cancellation) switch
        {
            null => NotFound(),
            { } entity when IsAccepted(entity) => Back(token, $"{Title(entity)} : c’est accepté. Pour le changer, écrivez à la rédaction."),
            { } entity => Page(token, invitation, await OpenAsync(token, invitation, ToForm(entity), id, cancellation), id),
        }, cancellation);

    [HttpPost("{id:int}")]
    public Task<IActionResult> Update(string token, int id, TForm form, CancellationToken cancellation) =>
        EnterAsync(token, async invitation =>
        {
            form.CiteId = invitation.CiteId;
            if (await FindAsync(invitation, id, cancellation) is not { } entity)
            {
                return NotFound();
            }

            if (IsAccepted(entity))
            {
                ModelState.AddModelError(
                    "", "La rédaction l’a accepté entre-temps : vos changements ne sont pas enregistrés. Copiez ce que vous voulez garder et "
                        + "écrivez-lui.");
            }

            var remark = ModelState.IsValid ? await ApplyAsync(form, entity, cancellation) : null;
            Db.Expect(entity, form.Version);
            return ModelState.IsValid && await SaveAsync(invitation, id, form, cancellation)
                ? await FinishAsync(token, invitation, entity, id, remark, cancellation)
                : await ShowAgainAsync(token, invitation, form, id, cancellation);
        }, cancellation);

    /// <summary>Saves, unless the entry was changed meanwhile: the form then shows both versions.</summary>
    private async Task<bool> SaveAsync(Invitation invitation, int id, TForm form, CancellationToken cancellation)
    {
        try
        {
            await Db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
            var stored = await FindAsync(invitation, id, cancellation) is { } entity ? ToForm(entity) : new TForm();
            services.State.Conflict = Ui.Forms.Conflict.Between(form, stored);
            form.Version = stored.Version;
            ModelState.Remove(nameof(form.Version));
            return false;
        }
    }

    private Task<TEntity?> FindAsync(Invitation invitation, int id, CancellationToken cancellation) =>
        SentBy(invitation).FirstOrDefaultAsync(e => EF.Property<int>(e, "Id") == id, cancellation);

    private Task<TForm> OpenAsync(string token, Invitation invitation, TForm stored, int? id, CancellationToken cancellation) =>
        services.Drafts.OpenAsync(this, ContributionDrafts.Opened(token, invitation, id, Kind), Author.Of(invitation), stored, cancellation);

    private async Task<IActionResult> ShowAgainAsync(
        string token, Invitation invitation, TForm form, int? id, CancellationToken cancellation)
    {
        Db.ChangeTracker.Clear();
        await services.Drafts.ReturnAsync(this, ContributionDrafts.Opened(token, invitation, id, Kind), Author.Of(invitation), cancellation);
        return Page(token, invitation, form, id);
    }

    private ViewResult Page(string token, Invitation invitation, TForm form, int? id) =>
        View(Kind is EditedKind.Date ? "DateForm" : "MoveForm", new SentEntryPage<TForm>(token, invitation, form, id));

    private async Task<IActionResult> FinishAsync(
        string token, Invitation invitation, TEntity entity, int? id, string? remark, CancellationToken cancellation)
    {
        var author = Author.Of(invitation);
        var did = id is null ? "propose" : "a repris";
        await services.Notifier.TellEditorsAsync(
            $"{author.Name} ({invitation.Cite.Name}) {did} {NameOf(entity)}.", DeskPath(entity), author.UserId, cancellation);
        await Db.SaveChangesAsync(cancellation);
        await services.Drafts.SavedAsync(this, ContributionDrafts.Opened(token, invitation, id, Kind).Subject, author, cancellation);
        return Back(token, $"{Title(entity)} : c’est proposé à la rédaction. Merci ! {remark}".TrimEnd());
    }

    private string Title(TEntity entity)
    {
        var name = NameOf(entity);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}

/// <param name="Id">Number of the entry; null for a new one.</param>
internal sealed record SentEntryPage<TForm>(string Token, Invitation Invitation, TForm Form, int? Id) : IFormPage<TForm>
    where TForm : class;

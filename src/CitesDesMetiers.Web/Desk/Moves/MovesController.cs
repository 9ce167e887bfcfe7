using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.Moves;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Moves;

[Route(DeskAddresses.Moves)]
public class MovesController(NewsletterContext db, DraftForms drafts, FormState state, Placement placement, TimeProvider clock)
    : EntryController<StaffMove, MoveForm>(db, drafts, state)
{
    protected override IQueryable<StaffMove> Writable
    {
        get
        {
            var own = User.OwnCiteId();
            return Db.StaffMoves.Where(m => own == null || m.CiteId == own);
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] MoveFilter filter, CancellationToken cancellation)
    {
        var rows = await filter.ReadAsync(filter.Apply(Writable), MoveFilter.Columns, MoveRow.From(Db), cancellation);
        return View(new CiteListPage<MoveFilter, MoveRow>(filter, rows, await Choices.CitesAsync(Db, User, cancellation)));
    }

    /// <summary>Accepts a move proposed by a correspondent.</summary>
    [HttpPost("{id:int}/acceptation")]
    [Authorize(Policy = Policies.Editor)]
    public async Task<IActionResult> Accept(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } move)
        {
            return NotFound();
        }

        move.Accept();
        await Db.SaveChangesAsync(cancellation);
        return Done($"Le mouvement de « {move.Person} » est accepté : il peut entrer dans un numéro.", nameof(Index));
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } move)
        {
            return NotFound();
        }

        if (await Db.Set<IssueItem>().AnyAsync(i => i.StaffMoveId == id, cancellation))
        {
            return Refused($"Le mouvement de « {move.Person} » est dans un numéro : rien n’a été supprimé.", nameof(Index));
        }

        move.Delete(clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancellation);
        return Deleted($"Le mouvement de « {move.Person} » est supprimé.", DeletedKind.StaffMove, id, nameof(Index));
    }

    protected override async Task<EntryPage<StaffMove, MoveForm>> PageAsync(MoveForm form, StaffMove? entity, CancellationToken cancellation)
    {
        var directory = entity is { AnnouncedAt: null }
            ? await Db.Contacts.AsNoTracking().Where(c => c.CiteId == entity.CiteId && c.LeftOn == null).ToListAsync(cancellation)
            : null;
        return new MovePage(
            form, entity, await Choices.CitesAsync(Db, User, cancellation), directory is null ? null : DirectoryChange.Of(entity!, directory));
    }

    protected override EditedKind Kind => EditedKind.Move;

    protected override string NameOf(StaffMove entity) => entity.Person;

    protected override MoveForm ToForm(StaffMove entity) => MoveForm.From(entity);

    protected override Task<StaffMove> MakeAsync(MoveForm form, CancellationToken cancellation) =>
        Task.FromResult(new StaffMove(form.Kind, form.Person!, form.Post!, form.CiteId));

    protected override async Task<string?> AfterSavingAsync(MoveForm form, StaffMove entity, CancellationToken cancellation) =>
        Request.Form.ContainsKey(Placement.Button) && User.IsEditor() && OpenedFrom.IssueOf(Request) is { } issue
            ? await placement.PlaceAsync(issue, Author.Of(User), null, entity, cancellation) : null;

    protected override Task<string?> ApplyAsync(MoveForm form, StaffMove entity, CancellationToken cancellation)
    {
        form.ApplyTo(entity, User.IsEditor());
        return Task.FromResult<string?>(null);
    }
}

/// <param name="Directory">What the directory will become; null for a new or announced move.</param>
internal sealed record MovePage(MoveForm Form, StaffMove? Entry, IReadOnlyList<SelectListItem> Cites, DirectoryChange? Directory)
    : EntryPage<StaffMove, MoveForm>(Form, Entry, Cites);

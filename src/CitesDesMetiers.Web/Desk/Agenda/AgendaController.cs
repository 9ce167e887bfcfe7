using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Agenda;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Agenda;

[Route(DeskAddresses.Agenda)]
public class AgendaController(NewsletterContext db, DraftForms drafts, FormState state, TimeProvider clock)
    : EntryController<AgendaEntry, AgendaForm>(db, drafts, state)
{
    protected override IQueryable<AgendaEntry> Writable
    {
        get
        {
            var own = User.OwnCiteId();
            return Db.Agenda.Where(e => own == null || e.CiteId == own);
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] AgendaFilter filter, CancellationToken cancellation)
    {
        var found = filter.Apply(Writable, ParisTime.Today(clock));
        var rows = await filter.ReadAsync(
            found, filter.IsPast ? AgendaFilter.PastColumns : AgendaFilter.Columns,
            e => new AgendaRow(e.Id, e.StartsOn, e.EndsOn, e.Title, e.Place, e.Kind, e.Cite!.Name, e.IsAccepted, e.IsCancelled, e.IsMembersOnly),
            cancellation);
        return View(new CiteListPage<AgendaFilter, AgendaRow>(filter, rows, await Choices.CitesAsync(Db, User, cancellation)));
    }

    /// <summary>Adds the date that one line tells. What is not understood of it is asked in the form, which keeps the rest.</summary>
    [HttpPost("ligne")]
    public async Task<IActionResult> AddLine(AgendaLineForm line, CancellationToken cancellation)
    {
        ModelState.Clear();
        var form = line.Read(ParisTime.Today(clock));
        if (form is null)
        {
            return Refused("Écrivez d’abord une date et un titre dans la ligne. Rien n’a été ajouté.", nameof(Index));
        }

        await CheckCiteAsync(form, cancellation);
        if (!TryValidateModel(form) || !ModelState.IsValid)
        {
            return await FormAsync(form, null, cancellation);
        }

        var entry = await MakeAsync(form, cancellation);
        Db.Add(entry);
        await ApplyAsync(form, entry, cancellation);
        await Db.SaveChangesAsync(cancellation);
        TempData[AgendaLineForm.AddedKey] = form.CiteId ?? 0;
        return Done($"« {entry.Title} », {FrenchDates.Range(entry.StartsOn, entry.EndsOn)} : c’est ajouté.", nameof(Index), ListWith(entry));
    }

    /// <summary>Accepts an entry proposed by a correspondent.</summary>
    [HttpPost("{id:int}/acceptation")]
    [Authorize(Policy = Policies.Editor)]
    public Task<IActionResult> Accept(int id, CancellationToken cancellation) =>
        ChangeAsync(id, e => e.Accept(), "est accepté : il paraît sur le site.", cancellation);

    [HttpPost("{id:int}/annulation")]
    public Task<IActionResult> Cancel(int id, CancellationToken cancellation) =>
        ChangeAsync(id, e => e.Cancel(), "est annulé : il reste affiché comme tel.", cancellation);

    [HttpPost("{id:int}/retablissement")]
    public Task<IActionResult> Reinstate(int id, CancellationToken cancellation) =>
        ChangeAsync(id, e => e.Reinstate(), "est rétabli.", cancellation);

    protected override EditedKind Kind => EditedKind.Date;

    protected override string NameOf(AgendaEntry entity) => entity.Title;

    /// <summary>The list begins with what is to come: a date of the past would seem lost.</summary>
    protected override object? ListWith(AgendaEntry entity) => entity.EndsOn < ParisTime.Today(clock) ? new { periode = "tout" } : null;

    protected override AgendaForm ToForm(AgendaEntry entity) => AgendaForm.From(entity);

    protected override Task<AgendaEntry> MakeAsync(AgendaForm form, CancellationToken cancellation) =>
        Task.FromResult(new AgendaEntry(form.Kind, form.Title!, form.StartsOn!.Value));

    protected override async Task<string?> ApplyAsync(AgendaForm form, AgendaEntry entity, CancellationToken cancellation)
    {
        var zone = await AgendaTimes.ZoneAsync(Db, form.CiteId, cancellation);
        var remark = AgendaTimes.Check(form, zone, ModelState.AddModelError);
        form.ApplyTo(entity, User.IsEditor());
        return remark;
    }

    private async Task<IActionResult> ChangeAsync(int id, Action<AgendaEntry> change, string outcome, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } entry)
        {
            return NotFound();
        }

        change(entry);
        await Db.SaveChangesAsync(cancellation);
        return Done($"« {entry.Title} » {outcome}", nameof(Index));
    }
}

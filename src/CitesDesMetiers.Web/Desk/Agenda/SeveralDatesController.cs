using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Desk.Several;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Agenda;

/// <summary>Accepts and cancels the dates that are checked in the list.</summary>
[Route(DeskAddresses.Agenda + "/lot")]
public class SeveralDatesController(NewsletterContext db) : SeveralController(db, DeskAddresses.Agenda)
{
    private const string Accepting = "acceptation";
    private const string Cancelling = "suspension";

    [HttpPost(Accepting)]
    public Task<IActionResult> Accept(SeveralForm form, CancellationToken cancellation) =>
        ActAsync(
            form, e => e.IsAccepted ? "déjà accepté" : null, e => e.Accept(), "rendez-vous accepté", "rendez-vous acceptés", Accepting,
            cancellation);

    [HttpPost(Accepting + "/annulation")]
    public Task<IActionResult> UndoAccept([FromQuery] int[] ids, CancellationToken cancellation) =>
        ActAsync(
            new SeveralForm { Ids = ids }, e => e.IsAccepted ? null : "déjà retiré", e => e.Withdraw(), "rendez-vous de nouveau proposé",
            "rendez-vous de nouveau proposés", null, cancellation);

    [HttpPost(Cancelling)]
    public Task<IActionResult> Cancel(SeveralForm form, CancellationToken cancellation) =>
        ActAsync(
            form, e => e.IsCancelled ? "déjà annulé" : null, e => e.Cancel(), "rendez-vous annulé, affiché comme tel",
            "rendez-vous annulés, affichés comme tels", Cancelling, cancellation);

    [HttpPost(Cancelling + "/annulation")]
    public Task<IActionResult> UndoCancel([FromQuery] int[] ids, CancellationToken cancellation) =>
        ActAsync(
            new SeveralForm { Ids = ids }, e => e.IsCancelled ? null : "déjà rétabli", e => e.Reinstate(), "rendez-vous rétabli",
            "rendez-vous rétablis", null, cancellation);

    private async Task<IActionResult> ActAsync(
        SeveralForm form, Func<AgendaEntry, string?> obstacle, Action<AgendaEntry> act, string one, string many, string? undo,
        CancellationToken cancellation) =>
        await ActAsync(
            form, await Db.Agenda.Where(e => form.Ids.Contains(e.Id)).ToListAsync(cancellation), e => (e.Id, e.Title), obstacle, act, one, many,
            undo is null ? null : ids => DeskAddresses.UndoSeveral(DeskAddresses.Agenda, undo, ids), cancellation);
}

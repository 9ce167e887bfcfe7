using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Several;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Moves;

/// <summary>Accepts and deletes the arrivals and departures that are checked in the list.</summary>
[Route(DeskAddresses.Moves + "/lot")]
public class SeveralMovesController(NewsletterContext db, TimeProvider clock) : SeveralController(db, DeskAddresses.Moves)
{
    private const string Accepting = "acceptation";

    [HttpPost(Accepting)]
    public Task<IActionResult> Accept(SeveralForm form, CancellationToken cancellation) =>
        ActAsync(
            form, m => m.IsAccepted ? "déjà accepté" : null, m => m.Accept(), "mouvement accepté", "mouvements acceptés",
            ids => DeskAddresses.UndoSeveral(DeskAddresses.Moves, Accepting, ids), cancellation);

    [HttpPost(Accepting + "/annulation")]
    public async Task<IActionResult> UndoAccept([FromQuery] int[] ids, CancellationToken cancellation)
    {
        var used = await InIssuesAsync(ids, cancellation);
        return await ActAsync(
            new SeveralForm { Ids = ids }, m => m.IsAccepted && !used.Contains(m.Id) ? null : "a changé depuis", m => m.Withdraw(),
            "mouvement de nouveau proposé", "mouvements de nouveau proposés", null, cancellation);
    }

    [HttpPost("suppression")]
    public async Task<IActionResult> Delete(SeveralForm form, CancellationToken cancellation)
    {
        var used = await InIssuesAsync(form.Ids, cancellation);
        return await ActAsync(
            form, m => used.Contains(m.Id) ? "dans un numéro" : null, m => m.Delete(clock.GetUtcNow().UtcDateTime), "mouvement supprimé",
            "mouvements supprimés", ids => DeletedController.RestorePath(DeletedKind.StaffMove, ids), cancellation);
    }

    private async Task<IActionResult> ActAsync(
        SeveralForm form, Func<StaffMove, string?> obstacle, Action<StaffMove> act, string one, string many,
        Func<IReadOnlyList<int>, string>? undo, CancellationToken cancellation) =>
        await ActAsync(
            form, await Db.StaffMoves.Where(m => form.Ids.Contains(m.Id)).ToListAsync(cancellation), m => (m.Id, m.Person), obstacle, act, one,
            many, undo, cancellation);

    private async Task<HashSet<int>> InIssuesAsync(IReadOnlyList<int> ids, CancellationToken cancellation) =>
        [.. await Db.Set<IssueItem>().Where(i => i.StaffMoveId != null && ids.Contains(i.StaffMoveId.Value))
            .Select(i => i.StaffMoveId!.Value).ToListAsync(cancellation)];
}

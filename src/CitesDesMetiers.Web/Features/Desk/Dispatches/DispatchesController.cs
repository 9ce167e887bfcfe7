using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Dispatches;

/// <summary>How the sending of each edition goes: counts that add up to its audience at any moment.</summary>
[Authorize(Policy = Policies.Editor)]
[Route("redaction/envois")]
public class DispatchesController(NewsletterContext db, Dispatching dispatching) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var dispatches = await Db.Dispatches.OrderByDescending(d => d.CreatedAt).Take(100)
            .Select(d => new { d.Id, d.Edition.Number, d.Edition.Subject, d.Edition.Slug, d.State, d.PauseReason, d.CreatedAt, d.CompletedAt })
            .ToListAsync(cancellation);
        var ids = dispatches.Select(d => d.Id).ToList();
        var counts = await Db.Deliveries.Where(d => ids.Contains(d.DispatchId)).GroupBy(d => new { d.DispatchId, d.State })
            .Select(g => new { g.Key.DispatchId, g.Key.State, Count = g.Count() }).ToListAsync(cancellation);
        return View(dispatches.Select(d => new DispatchRow(
            d.Id, d.Number, d.Subject, d.Slug, d.State, d.PauseReason, d.CreatedAt, d.CompletedAt,
            counts.Where(c => c.DispatchId == d.Id).ToDictionary(c => c.State, c => c.Count))).ToList());
    }

    [HttpPost("{id:int}/pause")]
    public Task<IActionResult> Pause(int id, CancellationToken cancellation) =>
        ChangeAsync(id, d => d.Pause("Suspendu à la main."), "L’envoi est suspendu : rien ne part jusqu’à la reprise.", cancellation);

    /// <summary>Anyone at the desk may stop mails from leaving; letting them leave is for those who may send.</summary>
    [HttpPost("{id:int}/reprise")]
    [Authorize(Policy = Policies.Send)]
    public Task<IActionResult> Resume(int id, CancellationToken cancellation) =>
        ChangeAsync(id, d => d.Resume(), "L’envoi reprend là où il en était.", cancellation);

    private async Task<IActionResult> ChangeAsync(int id, Action<Dispatch> change, string message, CancellationToken cancellation)
    {
        if (await Db.Dispatches.FirstOrDefaultAsync(d => d.Id == id, cancellation) is not { } dispatch)
        {
            return NotFound();
        }

        change(dispatch);
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Done("L’envoi a changé d’état au même moment. Voici où il en est.", nameof(Index));
        }

        dispatching.Wake();
        return Done(message, nameof(Index));
    }
}

public sealed record DispatchRow(
    int Id, int Number, string Subject, string Slug, DispatchState State, string? PauseReason, DateTime CreatedAt, DateTime? CompletedAt,
    IReadOnlyDictionary<DeliveryState, int> Counts)
{
    public int Total => Counts.Values.Sum();

    public int Of(params DeliveryState[] states) => states.Sum(s => Counts.GetValueOrDefault(s));

    public int Remaining => Of(DeliveryState.Pending, DeliveryState.Leased, DeliveryState.Deferred);
}

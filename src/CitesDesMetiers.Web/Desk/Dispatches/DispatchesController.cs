using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>The progress and results of each dispatch. The counts always add up to the number of recipients.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Dispatches)]
public class DispatchesController(NewsletterContext db, DispatchPages pages, DispatchProgressEvents following) : DeskController(db)
{
    private const int Shown = 30;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var dispatches = await Db.Dispatches.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(Shown)
            .Select(d => new
            {
                d.Id,
                d.Edition.Number,
                Subject = d.Digest != null ? d.Digest.Subject : d.Edition.Subject,
                IsDigest = d.DigestId != null,
                d.State,
                d.PauseReason,
                d.CreatedAt,
                d.CompletedAt,
                d.LeftUncertain,
                d.ToOutbox,
                IsFurther = Db.Dispatches.Any(x => x.EditionId == d.EditionId && x.DigestId == null && x.Id < d.Id),
            })
            .ToListAsync(cancellation);
        var ids = dispatches.Select(d => d.Id).ToList();
        var counts = await Db.Deliveries.Where(d => ids.Contains(d.DispatchId)).GroupBy(d => new { d.DispatchId, d.State })
            .Select(g => new { g.Key.DispatchId, g.Key.State, Count = g.Count() }).ToListAsync(cancellation);
        return View(dispatches.Select(d => new DispatchRow(
            d.Number, d.Subject, d.IsFurther, d.IsDigest,
            new DispatchFigures(
                d.Id, d.State, d.PauseReason, d.CreatedAt, d.CompletedAt,
                counts.Where(c => c.DispatchId == d.Id).ToDictionary(c => c.State, c => c.Count), null, null, d.LeftUncertain)
            { ToOutbox = d.ToOutbox })).ToList());
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellation) =>
        await pages.ReadAsync(id, cancellation) is { } page ? View(page) : NotFound();

    /// <summary>Streams the figures by server-sent events.</summary>
    [HttpGet("{id:int}/progression")]
    public async Task<IResult> Follow(int id, CancellationToken cancellation)
    {
        if (!await Db.Dispatches.AnyAsync(d => d.Id == id, cancellation))
        {
            return Results.NotFound();
        }

        // Prevents proxies from buffering the stream.
        Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(following.FollowAsync(id, User, cancellation));
    }
}

/// <param name="IsFurther">Whether the edition was sent before, to other recipients.</param>
public sealed record DispatchRow(int Number, string Subject, bool IsFurther, bool IsDigest, DispatchFigures Figures);

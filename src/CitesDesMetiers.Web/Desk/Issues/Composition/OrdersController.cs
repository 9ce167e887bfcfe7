using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The stored orders of an issue, each of which can be restored.</summary>
[Route(IssueAddresses.Template + "/ordres")]
public class OrdersController(NewsletterContext db, IssueChanges changes) : ComposerController(db, changes)
{
    private const int Shown = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(int issueId, CancellationToken cancellation)
    {
        var issue = await Db.Issues.Where(i => i.Id == issueId).Select(i => new { i.Number, i.PublishedAt }).FirstOrDefaultAsync(cancellation);
        if (issue is null)
        {
            return NotFound();
        }

        var kept = await OrderHistory.Of(Db, issueId).OrderByDescending(r => r.Id).Take(Shown + 1)
            .Select(r => new KeptOrder(r.Id, r.SavedAt, r.AuthorName, r.Content)).ToListAsync(cancellation);
        return View(new OrdersPage(issueId, issue.Number, issue.PublishedAt is not null, kept, Shown));
    }

    /// <summary>Undoes the last change of the order.</summary>
    [HttpPost("annulation")]
    public async Task<IActionResult> Undo(int issueId, CancellationToken cancellation) =>
        await OrderHistory.BeforeLatestAsync(Db, issueId, cancellation) is { } before
            ? await RestoreAsync(issueId, before, "La dernière modification est annulée.", cancellation)
            : Back(issueId, "Il n’y a rien à annuler.");

    [HttpPost("{revisionId:int}/retablissement")]
    public Task<IActionResult> Restore(int issueId, int revisionId, CancellationToken cancellation) =>
        RestoreAsync(issueId, revisionId, "L’ordre choisi est rétabli.", cancellation);

    private async Task<IActionResult> RestoreAsync(int issueId, int revisionId, string message, CancellationToken cancellation)
    {
        var content = await OrderHistory.Of(Db, issueId).Where(r => r.Id == revisionId).Select(r => r.Content).FirstOrDefaultAsync(cancellation);
        if (content is null)
        {
            return NotFound();
        }

        var state = OrderSnapshot.Parse(content);
        var found = await RestorableItems.FindAsync(Db, issueId, state, cancellation);
        var outcome = await Changes.ApplyAsync(
            issueId, Author.Of(User), issue => issue.Restore(state, found.News, found.Moves), cancellation, restores: state.Restores ?? revisionId);
        return outcome switch
        {
            ChangeOutcome.Missing => NotFound(),
            ChangeOutcome.Published => Back(issueId, GoneMessage),
            ChangeOutcome.Stale => Back(issueId, StaleMessage),
            _ => Back(issueId, string.Join(' ', [message, .. found.Lost])),
        };
    }
}

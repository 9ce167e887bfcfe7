using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>Finds the stored orders of an issue.</summary>
internal static class OrderHistory
{
    public static IQueryable<Revision> Of(NewsletterContext db, int issueId) =>
        db.Revisions.AsNoTracking().Where(r => r.IssueId == issueId && r.Kind == RevisionKind.Order);

    /// <summary>The order that the deletion of an issue emptied; null if the issue was empty already.</summary>
    public static async Task<Revision?> BeforeDeletionAsync(NewsletterContext db, Issue issue, CancellationToken cancellation)
    {
        // A deleted issue changes no more, so its last order is the emptied one if the deletion stored any.
        var emptied = await Of(db, issue.Id).Where(r => r.SavedAt >= issue.DeletedAt).MaxAsync(r => (int?)r.Id, cancellation);
        return await Of(db, issue.Id).Where(r => r.Id < emptied).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>
    /// The revision that an undo restores; null at the beginning. After an undo, it is the revision before the restored one, so that two
    /// undos go back two steps.
    /// </summary>
    public static async Task<int?> BeforeLatestAsync(NewsletterContext db, int issueId, CancellationToken cancellation)
    {
        var latest = await Of(db, issueId).OrderByDescending(r => r.Id).Select(r => new { r.Id, r.Content }).FirstOrDefaultAsync(cancellation);
        if (latest is null)
        {
            return null;
        }

        var present = OrderSnapshot.Parse(latest.Content).Restores ?? latest.Id;
        return await Of(db, issueId).Where(r => r.Id < present).MaxAsync(r => (int?)r.Id, cancellation);
    }
}

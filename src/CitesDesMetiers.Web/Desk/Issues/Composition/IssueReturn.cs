using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>Brings a deleted issue back, with those of its items that no other issue has taken.</summary>
public sealed class IssueReturn(NewsletterContext db, IssueChanges changes)
{
    /// <param name="lost">Receives one French sentence for each item that stays away.</param>
    /// <returns>The reason why it stays deleted, in French; null when it is back.</returns>
    public async Task<string?> RestoreAsync(Issue issue, Author by, List<string> lost, CancellationToken cancellation)
    {
        var order = await OrderHistory.BeforeDeletionAsync(db, issue, cancellation);
        issue.Restore();
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return $"Un autre numéro {issue.Number} a été créé entre-temps : rien n’a été rétabli. Donnez-lui un autre numéro dans ses textes, "
                + "puis recommencez.";
        }

        if (order is not null)
        {
            var state = OrderSnapshot.Parse(order.Content);
            var found = await RestorableItems.FindAsync(db, issue.Id, state, cancellation);
            await changes.ApplyAsync(
                issue.Id, by, i => i.Restore(state, found.News, found.Moves), cancellation, restores: state.Restores ?? order.Id);
            lost.AddRange(found.Lost);
        }

        return null;
    }
}

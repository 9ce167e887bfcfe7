using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The result of a change to the sections or items of an issue.</summary>
public enum ChangeOutcome
{
    Saved,

    /// <summary>The issue does not exist.</summary>
    Missing,

    /// <summary>The issue is published.</summary>
    Published,

    /// <summary>Somebody else changed the issue meanwhile.</summary>
    Stale,
}

/// <summary>Changes the order of an issue, and stores each order as a <see cref="Revision"/> with its author.</summary>
public sealed class IssueChanges(NewsletterContext db, TimeProvider clock)
{
    /// <param name="change">May throw <see cref="StaleIssueException"/> when the issue is not as expected.</param>
    public async Task<ChangeOutcome> ApplyAsync(
        int issueId, Author by, Action<Issue> change, CancellationToken cancellation, int? restores = null)
    {
        // An item may move out of a section that is deleted. Cascades must therefore wait until the save.
        db.ChangeTracker.CascadeDeleteTiming = db.ChangeTracker.DeleteOrphansTiming = CascadeTiming.OnSaveChanges;
        if (await FindAsync(issueId, cancellation) is not { } issue)
        {
            return ChangeOutcome.Missing;
        }

        if (issue.IsPublished)
        {
            return ChangeOutcome.Published;
        }

        var before = OrderSnapshot.Of(issue);
        try
        {
            change(issue);
        }
        catch (StaleIssueException)
        {
            return ChangeOutcome.Stale;
        }

        var after = OrderSnapshot.Of(issue);
        if (after.ToJson() != before.ToJson())
        {
            db.Expect(issue, issue.Version);
            await KeepAsync(issue, before, after with { Restores = restores }, by, cancellation);
        }

        return await SaveAsync(cancellation);
    }

    public Task<Issue?> FindAsync(int issueId, CancellationToken cancellation) =>
        db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).FirstOrDefaultAsync(i => i.Id == issueId, cancellation);

    private async Task<ChangeOutcome> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return ChangeOutcome.Saved;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return ChangeOutcome.Stale;
        }
    }

    /// <summary>Stores the new order. At the first change, the previous order is stored too, because no other revision holds it.</summary>
    private async Task KeepAsync(Issue issue, OrderSnapshot before, OrderSnapshot after, Author by, CancellationToken cancellation)
    {
        var titles = await TitlesAsync([.. before.Items, .. after.Items], cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.Revisions.AnyAsync(r => r.IssueId == issue.Id && r.Kind == RevisionKind.Order, cancellation))
        {
            db.Add(Revision.Of(issue, RevisionKind.Order, before.Titled(titles).ToJson(), now, null, "Au départ"));
        }

        db.Add(Revision.Of(issue, RevisionKind.Order, after.Titled(titles).ToJson(), now, by.UserId, by.Name));
    }

    private async Task<Func<ItemSnapshot, string>> TitlesAsync(IReadOnlyList<ItemSnapshot> items, CancellationToken cancellation)
    {
        var newsIds = items.Select(i => i.NewsId).OfType<int>().Distinct().ToList();
        var moveIds = items.Select(i => i.MoveId).OfType<int>().Distinct().ToList();
        var news = await db.News.IgnoreQueryFilters().Where(n => newsIds.Contains(n.Id)).Select(n => new { n.Id, n.Title })
            .ToDictionaryAsync(n => n.Id, n => n.Title, cancellation);
        var moves = await db.StaffMoves.IgnoreQueryFilters().Where(m => moveIds.Contains(m.Id)).Select(m => new { m.Id, m.Person })
            .ToDictionaryAsync(m => m.Id, m => m.Person, cancellation);
        return item => (item.NewsId is { } id ? news.GetValueOrDefault(id) : moves.GetValueOrDefault(item.MoveId ?? 0)) ?? "";
    }
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>What became of a change to the sections of an issue or to what stands in them.</summary>
public enum ChangeOutcome
{
    Saved,

    /// <summary>There is no such issue.</summary>
    Missing,

    /// <summary>It has gone out.</summary>
    Published,

    /// <summary>Somebody else changed it in between.</summary>
    Stale,
}

/// <summary>Changes the order of an issue, and keeps each state it had as a <see cref="Revision"/> with who made it.</summary>
public sealed class IssueChanges(NewsletterContext db, TimeProvider clock)
{
    /// <param name="change">May throw <see cref="StaleIssueException"/> where the issue is not as it thought.</param>
    public async Task<ChangeOutcome> ApplyAsync(
        int issueId, Author by, Action<Issue> change, CancellationToken cancellation, int? restores = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(change);

        // An item may leave a section that goes away for one that stays: what becomes of it is known at the end.
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
        if (after.ToJson() == before.ToJson())
        {
            return ChangeOutcome.Saved;
        }

        db.Expect(issue, issue.Version);
        await KeepAsync(issue, before, after with { Restores = restores }, by, cancellation);
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

    /// <summary>The first time, the state before is kept as well: nothing else says what it was.</summary>
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

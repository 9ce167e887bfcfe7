using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The items of a stored order that have left the issue: those that can be restored, and why others cannot.</summary>
/// <param name="Lost">One French sentence for each item that cannot be restored.</param>
internal sealed record RestorableItems(IReadOnlyList<NewsItem> News, IReadOnlyList<StaffMove> Moves, IReadOnlyList<string> Lost)
{
    public static async Task<RestorableItems> FindAsync(NewsletterContext db, int issueId, OrderSnapshot state, CancellationToken cancellation)
    {
        var present = await db.Set<IssueItem>().Where(i => db.Set<IssueSection>().Any(s => s.Id == i.IssueSectionId && s.IssueId == issueId))
            .Select(i => new ItemSnapshot(i.NewsItemId, i.StaffMoveId, "")).ToListAsync(cancellation);
        var gone = state.Items.Where(kept => !present.Exists(kept.IsSameAs)).ToList();
        var newsIds = gone.Select(i => i.NewsId).OfType<int>().ToList();
        var moveIds = gone.Select(i => i.MoveId).OfType<int>().ToList();
        var pool = Pool.Of(db, issueId);
        var news = await pool.News.Where(n => newsIds.Contains(n.Id)).ToListAsync(cancellation);
        var moves = await pool.Moves.Where(m => moveIds.Contains(m.Id)).ToListAsync(cancellation);
        var missing = gone.Where(i => !news.Exists(n => n.Id == i.NewsId) && !moves.Exists(m => m.Id == i.MoveId)).ToList();
        return new(news, moves, missing.Count == 0 ? [] : await ReasonsAsync(db, missing, cancellation));
    }

    private static async Task<IReadOnlyList<string>> ReasonsAsync(NewsletterContext db, List<ItemSnapshot> missing, CancellationToken cancellation)
    {
        var newsIds = missing.Select(i => i.NewsId).OfType<int>().ToList();
        var moveIds = missing.Select(i => i.MoveId).OfType<int>().ToList();
        var elsewhere = (await IssueMembership.OfNews(db).Where(s => newsIds.Contains(s.ItemId)).ToListAsync(cancellation))
            .ToLookup(s => s.ItemId, s => s.Number);
        var elsewhereMoves = (await IssueMembership.OfMoves(db).Where(s => moveIds.Contains(s.ItemId)).ToListAsync(cancellation))
            .ToLookup(s => s.ItemId, s => s.Number);
        var alive = await db.News.Where(n => newsIds.Contains(n.Id)).Select(n => n.Id).ToListAsync(cancellation);
        var aliveMoves = await db.StaffMoves.Where(m => moveIds.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancellation);
        return
        [
            .. missing.Select(i =>
            {
                var numbers = i.NewsId is { } id ? elsewhere[id] : elsewhereMoves[i.MoveId ?? 0];
                var isAlive = i.NewsId is { } news ? alive.Contains(news) : aliveMoves.Contains(i.MoveId ?? 0);
                return $"« {i.Title} » ne revient pas : "
                    + (numbers.Any() ? $"c’est dans le numéro {numbers.First()}."
                        : isAlive ? "ce n’est plus accepté."
                        : "c’est supprimé ; voyez la corbeille.");
            })
        ];
    }
}

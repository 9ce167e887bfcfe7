using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>Where a news item stands and how it came there.</summary>
/// <param name="Issue">Number of the open issue that holds it: "retenue".</param>
/// <param name="Events">Oldest first.</param>
public sealed record NewsTrail(NewsState State, int? Issue, IReadOnlyList<NewsEvent> Events)
{
    /// <summary>What its author is asked to change; null unless it waits for just that.</summary>
    public NewsEvent? Asked => State is NewsState.ChangesAsked ? Events.LastOrDefault(e => e.Kind is NewsEventKind.ChangesAsked) : null;

    public static async Task<NewsTrail> ReadAsync(NewsletterContext db, NewsItem news, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(news);
        var issue = await db.Issues.Where(i => i.PublishedAt == null && i.Sections.Any(s => s.Items.Any(x => x.NewsItemId == news.Id)))
            .OrderBy(i => i.Number).Select(i => (int?)i.Number).FirstOrDefaultAsync(cancellation);
        var events = await db.Set<NewsEvent>().AsNoTracking().Where(e => e.NewsItemId == news.Id)
            .OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(cancellation);
        return new(news.State, issue, events);
    }
}

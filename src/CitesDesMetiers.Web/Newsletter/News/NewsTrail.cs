using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>The state of a news item and its history.</summary>
/// <param name="Issue">Number of the open issue that contains it ("retenue"); null if none does.</param>
/// <param name="Events">The oldest event first.</param>
internal sealed record NewsTrail(NewsState State, int? Issue, IReadOnlyList<NewsEvent> Events)
{
    /// <summary>The request for changes that waits for the author; null in every other state.</summary>
    public NewsEvent? Asked => State is NewsState.ChangesAsked ? Events.LastOrDefault(e => e.Kind is NewsEventKind.ChangesAsked) : null;

    public static async Task<NewsTrail> ReadAsync(NewsletterContext db, NewsItem news, CancellationToken cancellation)
    {
        var issue = await db.Issues.Where(i => i.PublishedAt == null && i.Sections.Any(s => s.Items.Any(x => x.NewsItemId == news.Id)))
            .OrderBy(i => i.Number).Select(i => (int?)i.Number).FirstOrDefaultAsync(cancellation);
        var events = await db.Set<NewsEvent>().AsNoTracking().Where(e => e.NewsItemId == news.Id)
            .OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(cancellation);
        return new(news.State, issue, events);
    }
}

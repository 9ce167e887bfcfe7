using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Calls;

internal sealed record CallRow(int Id, string Subject, DateTime Deadline, DateTime? ClosedAt, int Asked, int Answered, int Nothing);

/// <param name="Proposed">News proposed within the year.</param>
/// <param name="Published">Those of them that were published.</param>
internal sealed record YearOfCite(string Name, int Proposed, int Published);

/// <summary>The calls, the latest first, and the contributions of each Cité over a year.</summary>
internal sealed record CallsPage(IReadOnlyList<CallRow> Calls, int Year, IReadOnlyList<YearOfCite> Cites, DateTime Now)
{
    public static async Task<CallsPage> ReadAsync(NewsletterContext db, int year, DateTime now, CancellationToken cancellation)
    {
        var calls = await db.CallsForNews.OrderByDescending(c => c.Deadline).ThenByDescending(c => c.Id).Take(50)
            .Select(c => new CallRow(
                c.Id, c.Subject, c.Deadline, c.ClosedAt, db.Invitations.Count(i => i.CallForNewsId == c.Id),
                c.Invitations.Count(i => i.AnsweredAt != null),
                c.Invitations.Count(i => i.NothingToSayAt != null && i.AnsweredAt == null)))
            .ToListAsync(cancellation);
        var (from, to) = (Midnight(year), Midnight(year + 1));
        var sent = await db.News.Where(n => n.CiteId != null && n.State != NewsState.Draft && n.CreatedAt >= from && n.CreatedAt < to)
            .GroupBy(n => n.CiteId).Select(g => new { Cite = g.Key, Proposed = g.Count(), Published = g.Count(n => n.State == NewsState.Published) })
            .ToDictionaryAsync(x => x.Cite!.Value, cancellation);
        var cites = (await db.Cites.OrderByFrench(c => c.Name).Select(c => new { c.Id, c.Name, c.Label }).ToListAsync(cancellation))
            .Where(c => c.Label is not LabelState.Former || sent.ContainsKey(c.Id))
            .Select(c => sent.TryGetValue(c.Id, out var count)
                ? new YearOfCite(c.Name, count.Proposed, count.Published)
                : new YearOfCite(c.Name, 0, 0));
        return new(calls, year, [.. cites.OrderByDescending(c => c.Proposed)], now);
    }

    /// <summary>The start of the year in Paris, in UTC.</summary>
    private static DateTime Midnight(int year) => ParisTime.ToUtc(new DateOnly(year, 1, 1), TimeOnly.MinValue)!.Value;
}

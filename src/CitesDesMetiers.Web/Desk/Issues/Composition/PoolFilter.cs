using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>What is accepted and stands in no issue yet.</summary>
internal sealed record Pool(IQueryable<NewsItem> News, IQueryable<StaffMove> Moves)
{
    public static Pool Of(NewsletterContext db) =>
        new(
            db.News.Where(n => n.State == NewsState.Accepted && !db.Set<IssueItem>().Any(i => i.NewsItemId == n.Id)),
            db.StaffMoves.Where(m => m.IsAccepted && !db.Set<IssueItem>().Any(i => i.StaffMoveId == m.Id)));
}

/// <summary>What the pool beside an issue shows, kept in the address of the composer.</summary>
public class PoolFilter : ListFilter
{
    /// <summary>Moves are few: more than this many are found by filtering.</summary>
    private const int MovesShown = 50;

    private static readonly SortColumns<NewsItem> Columns = new SortColumns<NewsItem>("cite").ByText("cite", n => n.Cite!.Name);
    private static readonly string[] Names = ["vivier", "cite", "reseau", "theme", SearchName, PageName, "mode"];

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    [FromQuery(Name = "reseau")]
    public bool Network { get; set; }

    [FromQuery(Name = "theme")]
    public int? ThemeId { get; set; }

    /// <summary>Anything: the pool is unfolded.</summary>
    [FromQuery(Name = "vivier")]
    public string? Unfolded { get; set; }

    /// <summary>What an address of the composer says about its pool and its preview, to be said again by the next one.</summary>
    internal static string QueryOf(HttpRequest request) =>
        new QueryBuilder(Names.Where(n => !string.IsNullOrEmpty(request.Query[n])).Select(n => KeyValuePair.Create(n, request.Query[n].ToString()))).ToString();

    internal Task<IReadOnlyList<PoolRow>> NewsAsync(Pool pool, CancellationToken cancellation)
    {
        var found = CiteId is { } cite ? pool.News.Where(n => n.CiteId == cite) : Network ? pool.News.Where(n => n.CiteId == null) : pool.News;
        found = ThemeId is { } theme ? found.Where(n => n.Themes.Any(t => t.Id == theme)) : found;
        return ReadAsync(found.Matching(Search), Columns, n => new PoolRow(n.Id, n.Title, n.Cite!.Name, n.Body.Length), cancellation);
    }

    /// <summary>Moves have no theme: one that is asked for leaves them out.</summary>
    internal async Task<IReadOnlyList<PoolRow>> MovesAsync(Pool pool, CancellationToken cancellation)
    {
        if (ThemeId is not null)
        {
            return [];
        }

        var found = CiteId is { } cite ? pool.Moves.Where(m => m.CiteId == cite) : Network ? pool.Moves.Where(m => m.CiteId == null) : pool.Moves;
        return await found.Matching(Search).OrderByFrench(m => m.Cite!.Name).ThenByFrench(m => m.Person).Take(MovesShown)
            .Select(m => new PoolRow(m.Id, m.Person + ", " + m.Post, m.Cite!.Name, null)).ToListAsync(cancellation);
    }
}

/// <param name="Cite">Null for the network's.</param>
/// <param name="Length">Characters of its text; null for a move.</param>
public sealed record PoolRow(int Id, string Title, string? Cite, int? Length);

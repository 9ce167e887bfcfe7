using System.Globalization;
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

/// <summary>What an issue may take: items that are in no issue and, for a translation, what its original has and it lacks.</summary>
internal sealed record Pool(IQueryable<NewsItem> News, IQueryable<StaffMove> Moves)
{
    /// <param name="isProposed">Those that wait for an editor to accept them, instead of the accepted ones.</param>
    public static Pool Of(NewsletterContext db, int issueId, bool isProposed = false)
    {
        var state = isProposed ? NewsState.Submitted : NewsState.Accepted;
        var here = db.Issues.Where(i => i.Id == issueId).SelectMany(i => i.Sections).SelectMany(s => s.Items);
        var there = db.Issues.Where(i => !isProposed && db.Issues.Any(t => t.Id == issueId && t.TranslationOfId == i.Id))
            .SelectMany(i => i.Sections).SelectMany(s => s.Items);
        return new(
            db.News.Where(n => !here.Any(i => i.NewsItemId == n.Id)
                && (there.Any(i => i.NewsItemId == n.Id)
                    || (n.State == state && !IssueMembership.OfNews(db).Any(m => m.ItemId == n.Id)))),
            db.StaffMoves.Where(m => m.IsAccepted != isProposed && !here.Any(i => i.StaffMoveId == m.Id)
                && (there.Any(i => i.StaffMoveId == m.Id) || !IssueMembership.OfMoves(db).Any(o => o.ItemId == m.Id))));
    }
}

/// <summary>The query of the pool, from the address of the composer.</summary>
public class PoolFilter : ListFilter
{
    /// <summary>The maximum number of moves shown. Others are found by filtering.</summary>
    private const int MovesShown = 50;

    private static readonly SortColumns<NewsItem> Columns = new SortColumns<NewsItem>("cite").ByText("cite", n => n.Cite!.Name);
    private static readonly string[] Names = ["cite", "theme", StateName, SearchName, PageName, "mode"];

    /// <summary>The value of <see cref="Cite"/> for what the network itself publishes.</summary>
    internal const string Network = "reseau";

    internal const string StateName = "etat";
    private const string Proposed = "proposees";

    /// <summary>The query that shows what is proposed.</summary>
    internal const string ProposedQuery = "?" + StateName + "=" + Proposed;

    /// <summary>Id of a Cité, or <see cref="Network"/>.</summary>
    [FromQuery(Name = "cite")]
    public string? Cite { get; set; }

    [FromQuery(Name = "theme")]
    public int? ThemeId { get; set; }

    [FromQuery(Name = StateName)]
    public string? State { get; set; }

    /// <summary>Whether it shows what waits to be accepted.</summary>
    internal bool IsProposed => State == Proposed;

    /// <summary>The parts of the query that concern the pool and the preview, for the next address of the composer.</summary>
    internal static string QueryOf(HttpRequest request) =>
        new QueryBuilder(Names.Where(n => !string.IsNullOrEmpty(request.Query[n])).Select(n => KeyValuePair.Create(n, request.Query[n].ToString())))
            .ToString();

    private int? CiteId => int.TryParse(Cite, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    internal Task<IReadOnlyList<PoolRow>> NewsAsync(Pool pool, CancellationToken cancellation)
    {
        var found = CiteId is { } cite ? pool.News.Where(n => n.CiteId == cite)
            : Cite == Network ? pool.News.Where(n => n.CiteId == null)
            : pool.News;
        found = ThemeId is { } theme ? found.Where(n => n.Themes.Any(t => t.Id == theme)) : found;
        return ReadAsync(found.Matching(Search), Columns, n => new PoolRow(n.Id, n.Title, n.Cite!.Name, n.Body.Length), cancellation);
    }

    /// <summary>The moves that match. Moves have no theme, so a theme filter excludes them.</summary>
    internal async Task<IReadOnlyList<PoolRow>> MovesAsync(Pool pool, CancellationToken cancellation)
    {
        if (ThemeId is not null)
        {
            return [];
        }

        var found = CiteId is { } cite ? pool.Moves.Where(m => m.CiteId == cite)
            : Cite == Network ? pool.Moves.Where(m => m.CiteId == null)
            : pool.Moves;
        return await found.Matching(Search).OrderByFrench(m => m.Cite!.Name).ThenByFrench(m => m.Person).Take(MovesShown)
            .Select(m => new PoolRow(m.Id, m.Person + ", " + m.Post, m.Cite!.Name, null)).ToListAsync(cancellation);
    }
}

/// <param name="Cite">Null for the network.</param>
/// <param name="Length">Number of characters of the text; null for a move.</param>
internal sealed record PoolRow(int Id, string Title, string? Cite, int? Length);

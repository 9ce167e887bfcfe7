using System.Linq.Expressions;
using System.Security.Claims;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>The search of the reading site: the entries that match and that this reader may see, their counts, and their order.</summary>
internal sealed class SiteSearch(NewsletterContext db)
{
    /// <summary>
    /// The entries that contain every term; all entries for a search without terms. Members-only entries are for members. Count and sort them
    /// by values of the filters, the day and the title; for anything else, ask for a <see cref="Page"/>.
    /// </summary>
    public IQueryable<SearchEntry> Matching(SearchQuery query, ClaimsPrincipal reader)
    {
        var provider = DatabaseProvider.Of(db.Database);
        var entries = query.Terms.Count == 0
            ? db.SearchEntries
            : db.SearchEntries.FromSqlRaw(provider.FindEntries, provider.SearchParameter(query.Terms));
        return reader.IsMember() ? entries : entries.Where(e => !e.IsMembersOnly);
    }

    /// <summary>Counts per combination of values. The filters add them up, except that of themes: an entry may have several.</summary>
    public static async Task<IReadOnlyList<SearchCount>> CountAsync(IQueryable<SearchEntry> found, CancellationToken cancellation) =>
        await found.GroupBy(e => new { e.Kind, e.CiteId, e.Section, e.Year, e.Language })
            .Select(g => new SearchCount(g.Key.Kind, g.Key.CiteId, g.Key.Section, g.Key.Year, g.Key.Language, g.Count()))
            .ToListAsync(cancellation);

    /// <summary>How many entries have each theme, by its slug; an entry of two themes counts under both.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountByThemeAsync(IQueryable<SearchEntry> found, CancellationToken cancellation)
    {
        var ids = found.Select(e => e.Id);

        // The table between entries and themes has no class. By way of the entries, their whole rows would be read.
        var themed = db.Set<Dictionary<string, object>>(SearchMapping.ThemesOfEntries).Where(x => ids.Contains(EF.Property<int>(x, "SearchEntryId")));
        return await themed.Join(db.Themes, x => EF.Property<int>(x, "ThemesId"), t => t.Id, (_, theme) => theme.Slug)
            .GroupBy(slug => slug).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
    }

    /// <summary>
    /// Some of what was found, with all columns. They are chosen by an index that has what finding and sorting need; only their own rows
    /// are read whole.
    /// </summary>
    /// <param name="order"><see cref="ByRelevance"/> or <see cref="ByDay"/>.</param>
    public IQueryable<SearchEntry> Page(
        IQueryable<SearchEntry> found, Func<IQueryable<SearchEntry>, IOrderedQueryable<SearchEntry>> order, int skip, int take)
    {
        var ids = order(found).Skip(skip).Take(take).Select(e => e.Id);
        return order(db.SearchEntries.Where(e => ids.Contains(e.Id)));
    }

    /// <summary>Title matches first; within each group Cités, which have no day, then the newest.</summary>
    public static IOrderedQueryable<SearchEntry> ByRelevance(IQueryable<SearchEntry> found, SearchQuery query)
    {
        // Without terms no order, only something that ThenBy can follow.
        var first = query.Terms.Count == 0 ? found.OrderBy(e => 0) : found.OrderByDescending(TitleHasEveryTerm(query.Terms));
        return first.ThenBy(e => e.Day != null).ThenByDescending(e => e.Day).ThenByDescending(e => e.Id);
    }

    /// <summary>Newest first, Cités last: both databases sort null lowest.</summary>
    public static IOrderedQueryable<SearchEntry> ByDay(IQueryable<SearchEntry> found) =>
        found.OrderByDescending(e => e.Day).ThenByDescending(e => e.Id);

    /// <summary>Whether the title has every term. Patterns are SQL parameters, so searches with equally many patterns share one statement.</summary>
    /// <param name="terms">At least one.</param>
    public static Expression<Func<SearchEntry, bool>> TitleHasEveryTerm(IReadOnlyList<SearchTerm> terms)
    {
        Expression<Func<SearchEntry, string, bool>> like = (entry, pattern) => EF.Functions.Like(entry.TitleWords, pattern);
        var entry = like.Parameters[0];
        var all = terms
            .Select(term => term.Patterns.Select(pattern => Replace(like, pattern)).Aggregate(Expression.OrElse))
            .Aggregate(Expression.AndAlso);
        return Expression.Lambda<Func<SearchEntry, bool>>(all, entry);
    }

    private static Expression Replace(Expression<Func<SearchEntry, string, bool>> like, string pattern)
    {
        // A captured variable: Entity Framework makes it a parameter.
        Expression<Func<string>> parameter = () => pattern;
        return new Replacement(like.Parameters[1], parameter.Body).Visit(like.Body);
    }

    private sealed class Replacement(ParameterExpression what, Expression with) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == what ? with : node;
    }
}

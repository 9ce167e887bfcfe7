using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// Orders editions by the date of the issue, not by the date of publication. An old issue added late therefore stands among those of
/// its time.
/// </summary>
internal static class EditionOrder
{
    /// <summary>Those that this site published and sent. The others were taken into the archive, and are never the latest.</summary>
    public static IQueryable<Edition> PublishedHere(this IQueryable<Edition> editions) => editions.Where(e => e.ArchivedAt == null);

    /// <param name="language">The language whose version comes first among the versions of one issue.</param>
    public static IOrderedQueryable<Edition> LatestFirst(this IQueryable<Edition> editions, string language = "fr") =>
        editions.OrderByDescending(e => e.Date).ThenByDescending(e => e.Number).ThenByDescending(e => e.Language == language).ThenBy(e => e.Id);

    /// <inheritdoc cref="LatestFirst"/>
    public static IOrderedQueryable<Edition> EarliestFirst(this IQueryable<Edition> editions, string language = "fr") =>
        editions.OrderBy(e => e.Date).ThenBy(e => e.Number).ThenByDescending(e => e.Language == language).ThenBy(e => e.Id);

    /// <summary>The editions before the issue of this date and number, in any language.</summary>
    public static IQueryable<Edition> Before(this IQueryable<Edition> editions, DateOnly date, int number) =>
        editions.Where(e => e.Date < date || (e.Date == date && e.Number < number));

    /// <inheritdoc cref="Before"/>
    public static IQueryable<Edition> After(this IQueryable<Edition> editions, DateOnly date, int number) =>
        editions.Where(e => e.Date > date || (e.Date == date && e.Number > number));
}

using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// The order of editions for readers: by the date an issue bears, whenever it was published. An old issue that joins the archive
/// late is an old issue still.
/// </summary>
internal static class EditionOrder
{
    /// <param name="language">First among the versions of one number.</param>
    public static IOrderedQueryable<Edition> LatestFirst(this IQueryable<Edition> editions, string language = "fr") =>
        editions.OrderByDescending(e => e.Date).ThenByDescending(e => e.Number).ThenByDescending(e => e.Language == language).ThenBy(e => e.Id);

    /// <inheritdoc cref="LatestFirst"/>
    public static IOrderedQueryable<Edition> EarliestFirst(this IQueryable<Edition> editions, string language = "fr") =>
        editions.OrderBy(e => e.Date).ThenBy(e => e.Number).ThenByDescending(e => e.Language == language).ThenBy(e => e.Id);

    /// <summary>The numbers before this one; its own versions in other languages are none of them.</summary>
    public static IQueryable<Edition> Before(this IQueryable<Edition> editions, Edition edition) =>
        editions.Where(e => e.Date < edition.Date || (e.Date == edition.Date && e.Number < edition.Number));

    /// <inheritdoc cref="Before"/>
    public static IQueryable<Edition> After(this IQueryable<Edition> editions, Edition edition) =>
        editions.Where(e => e.Date > edition.Date || (e.Date == edition.Date && e.Number > edition.Number));
}

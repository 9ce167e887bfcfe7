using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.News;

/// <summary>The filter of the list, from its address. An unknown value finds nothing.</summary>
public sealed class NewsQuery
{
    /// <summary>The value of the Cité filter that selects the network.</summary>
    public const string Network = "reseau";

    [FromQuery(Name = "cite")]
    public string? Cite { get; set; }

    /// <summary>Of the Cité: ISO 3166-1 alpha-2.</summary>
    [FromQuery(Name = "pays")]
    public string? Country { get; set; }

    [FromQuery(Name = "theme")]
    public string? Theme { get; set; }

    [FromQuery(Name = "annee")]
    public int? Year { get; set; }

    [FromQuery(Name = "page")]
    public int? Page { get; set; }

    public bool IsFiltered => !string.IsNullOrEmpty(Cite) || !string.IsNullOrEmpty(Country) || !string.IsNullOrEmpty(Theme) || Year is not null;

    public IQueryable<PublishedArticle> Filter(IQueryable<PublishedArticle> articles)
    {
        articles = articles.Originals();
        if (!string.IsNullOrEmpty(Cite))
        {
            articles = Cite == Network ? articles.Where(a => a.CiteId == null) : articles.Where(a => a.Cite!.Slug == Cite);
        }

        if (!string.IsNullOrEmpty(Country))
        {
            articles = articles.Where(a => a.Cite!.Country == Country);
        }

        if (!string.IsNullOrEmpty(Theme))
        {
            articles = articles.Where(a => a.Themes.Any(t => t.Slug == Theme));
        }

        if (Year is { } year)
        {
            var first = new DateOnly(Math.Clamp(year, 1, 9998), 1, 1);
            var next = first.AddYears(1);
            articles = articles.Where(a => a.Edition.Date >= first && a.Edition.Date < next);
        }

        return articles;
    }

    /// <summary>The address of another page of the same list.</summary>
    public string AddressOf(int page) => ListAddress.Of(
        SiteAddresses.News, ("cite", Cite), ("pays", Country), ("theme", Theme), ("annee", Number(Year)), ("page", Number(page > 1 ? page : null)));

    /// <summary>The address of the same list as a feed. A feed has no years.</summary>
    /// <param name="feed">Address of the feed of all news.</param>
    public string FeedAddress(string feed) => ListAddress.Of(feed, ("cite", Cite), ("pays", Country), ("theme", Theme));

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}

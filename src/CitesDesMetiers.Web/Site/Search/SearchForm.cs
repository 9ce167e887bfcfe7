using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Search;

/// <summary>A search as its address has it. All values are texts, so that one that does not exist can be named to the reader.</summary>
public sealed class SearchForm
{
    public const string ByDay = "date";

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "type")]
    public string? Kind { get; set; }

    [FromQuery(Name = "cite")]
    public string? Cite { get; set; }

    [FromQuery(Name = "pays")]
    public string? Country { get; set; }

    [FromQuery(Name = "theme")]
    public string? Theme { get; set; }

    [FromQuery(Name = "rubrique")]
    public string? Section { get; set; }

    [FromQuery(Name = "annee")]
    public string? Year { get; set; }

    [FromQuery(Name = "langue")]
    public string? Language { get; set; }

    [FromQuery(Name = "tri")]
    public string? Order { get; set; }

    [FromQuery(Name = "page")]
    public string? Page { get; set; }

    /// <summary>How the results are sorted.</summary>
    internal Func<IQueryable<SearchEntry>, IOrderedQueryable<SearchEntry>> OrderFor(SearchQuery query) =>
        Order == ByDay ? SiteSearch.ByDay : found => SiteSearch.ByRelevance(found, query);

    public static string SlugOf(SearchKind kind) => kind switch
    {
        SearchKind.Issue => "numero",
        SearchKind.Article => "actualite",
        SearchKind.Date => "rendez-vous",
        SearchKind.Cite => "cite",
        _ => "arrivee-depart",
    };

    public static string SlugOf(SectionKind section) => section switch
    {
        SectionKind.CiteNews => "cites",
        SectionKind.NetworkNews => "reseau",
        SectionKind.StaffMoves => "arrivees-departs",
        SectionKind.Agenda => "agenda",
        _ => "libre",
    };

    /// <summary>The address of another page of the same search, without empty values.</summary>
    /// <param name="path">The search itself, or its feed.</param>
    public string AddressOf(string path, int page) => ListAddress.Of(
        path,
        ("q", Text),
        ("type", Kind),
        ("cite", Cite),
        ("pays", Country),
        ("theme", Theme),
        ("rubrique", Section),
        ("annee", Year),
        ("langue", Language),
        ("tri", Order),
        ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    /// <summary>The address of a search for these words alone.</summary>
    public static string AddressOf(string text) => ListAddress.Of(SearchAddresses.Page, ("q", text));
}

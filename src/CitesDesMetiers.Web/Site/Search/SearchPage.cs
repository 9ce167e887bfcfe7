using System.Globalization;
using System.Linq.Expressions;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Site.Search;

/// <param name="Unknown">Filters whose value does not exist.</param>
/// <param name="Total">How many results there are under the filters.</param>
/// <param name="Alone">Without a result: what each word finds by itself, for those that find something.</param>
public sealed record SearchPage(
    SearchForm Form, SearchQuery Query, IReadOnlyList<SearchFilter> Filters, IReadOnlyList<string> Unknown, bool IsFiltered,
    int Total, IReadOnlyList<SearchResult> Results, DateOnly Today, PageLinks Links, IReadOnlyList<(string Word, int Count)> Alone)
{
    public bool IsAsked => Query.Text.Length > 0 || IsFiltered;
}

/// <summary>An entry as the list of results shows it.</summary>
public sealed record SearchResult(
    SearchKind Kind, string Path, string Title, string Text, string Language, DateOnly? Day, string? CiteName, string? CiteSlug,
    string? IssueSlug, int? IssueNumber, int? DateId, DateOnly? EndsOn)
{
    public static readonly Expression<Func<SearchEntry, SearchResult>> Of = e => new SearchResult(
        e.Kind, e.Path, e.Title, e.Text, e.Language, e.Day, e.Cite!.Name, e.Cite.Slug, e.Edition!.Slug, e.Edition.Number,
        e.AgendaEntryId, e.AgendaEntry!.EndsOn);

    /// <summary>The page that shows it. The agenda shows coming dates, and past ones year by year.</summary>
    public string PathOn(DateOnly today) => Kind is not SearchKind.Date ? Path
        : EndsOn >= today ? string.Create(CultureInfo.InvariantCulture, $"{Path}#rendez-vous-{DateId}")
        : string.Create(CultureInfo.InvariantCulture, $"{Path}?periode=passe&annee={Day?.Year}#rendez-vous-{DateId}");

    public IReadOnlyList<Fragment> TitleOf(SearchQuery query) => Passages.Mark(Title.Typed(Language), query.Terms);

    public IReadOnlyList<Fragment> PassagesOf(SearchQuery query) => Passages.Of(Text.Typed(Language), query.Terms);
}

public sealed record SearchSuggestions(IReadOnlyList<SearchResult> Results, DateOnly Today);

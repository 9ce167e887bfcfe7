using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Site.News;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Search;

/// <param name="Value">The value in the address.</param>
/// <param name="Count">How many results it would leave.</param>
public sealed record SearchOption(string Value, string Name, int Count);

/// <summary>One list of the filters: its field, what it is called, and its options, each with its count under the other filters.</summary>
/// <param name="All">The option that does not filter.</param>
/// <param name="Chosen">Null for all.</param>
public sealed record SearchFilter(string Field, string Name, string All, string? Chosen, IReadOnlyList<SearchOption> Options);

/// <summary>A Cité as the filters need it.</summary>
public sealed record SearchCite(int Id, string Slug, string Name, string Country);

/// <summary>
/// The filters of a search: which entries they leave, and which options remain. A value that does not exist filters nothing and is said.
/// </summary>
/// <param name="form">The address.</param>
/// <param name="themes">Names of themes by slug.</param>
internal sealed class SearchFilters(SearchForm form, IReadOnlyList<SearchCite> cites, IReadOnlyDictionary<string, string> themes)
{
    private readonly Dictionary<int, SearchCite> citesById = cites.ToDictionary(c => c.Id);

    private readonly SearchKind? kind = Named(form.Kind, Enum.GetValues<SearchKind>(), SearchForm.SlugOf);
    private readonly SectionKind? section = Named(form.Section, Enum.GetValues<SectionKind>(), SearchForm.SlugOf);
    private readonly SearchCite? cite = cites.FirstOrDefault(c => c.Slug == form.Cite);
    private readonly bool isNetwork = form.Cite == NewsQuery.Network;
    private readonly string? country = cites.FirstOrDefault(c => c.Country.Equals(form.Country, StringComparison.OrdinalIgnoreCase))?.Country;
    private readonly string? theme = form.Theme is { } slug && themes.ContainsKey(slug) ? slug : null;
    private readonly int? year = int.TryParse(form.Year, out var y) && y is > 0 and < 10_000 ? y : null;
    private readonly string? language = Languages.All.Any(l => l.Code == form.Language) ? form.Language : null;

    public static async Task<SearchFilters> ReadAsync(NewsletterContext db, SearchForm form, CancellationToken cancellation) =>
        new(
            form,
            await db.Cites.Select(c => new SearchCite(c.Id, c.Slug, c.Name, c.Country)).ToListAsync(cancellation),
            await db.Themes.ToDictionaryAsync(t => t.Slug, t => t.Name, cancellation));

    /// <summary>Filters in the address whose value does not exist, in the words of the page.</summary>
    public IReadOnlyList<string> Unknown =>
    [
        .. new (string? Given, bool IsKnown, string Name)[]
        {
            (form.Kind, kind is not null, "type"), (form.Cite, cite is not null || isNetwork, "Cité"), (form.Country, country is not null, "pays"),
            (form.Theme, theme is not null, "thème"), (form.Section, section is not null, "rubrique"), (form.Year, year is not null, "année"),
            (form.Language, language is not null, "langue"),
        }.Where(f => !string.IsNullOrWhiteSpace(f.Given) && !f.IsKnown).Select(f => $"{f.Name} « {Short(f.Given!)} »"),
    ];

    public bool IsFiltered =>
        kind is not null || section is not null || cite is not null || isNetwork || country is not null || theme is not null || year is not null
        || language is not null;

    public int Total(IReadOnlyList<SearchCount> counts) => counts.Where(c => Passes(c, null)).Sum(c => c.Count);

    /// <param name="counts">Every combination of values among the matches of the chosen theme.</param>
    /// <param name="themeCounts">The themes of the matches under the other filters.</param>
    public IReadOnlyList<SearchFilter> Lists(IReadOnlyList<SearchCount> counts, IReadOnlyDictionary<string, int> themeCounts)
    {
        IEnumerable<SearchFilter> lists =
        [
            List(counts, "type", "Type", "Tous", kind is { } k ? SearchForm.SlugOf(k) : null, c => SearchForm.SlugOf(c.Kind), c => c.Kind.Label()),
            List(counts, "cite", "Cité", "Toutes", isNetwork ? NewsQuery.Network : cite?.Slug, SlugOfCite, NameOfCite),
            List(counts, "pays", "Pays", "Tous", country, CountryOf, c => Country.NameOf(CountryOf(c)!)),
            new(
                "theme", "Thème", "Tous", theme,
                InOrder(themeCounts.Where(t => themes.ContainsKey(t.Key)).Select(t => new SearchOption(t.Key, themes[t.Key], t.Value)))),
            List(
                counts, "rubrique", "Rubrique", "Toutes", section is { } s ? SearchForm.SlugOf(s) : null,
                c => c.Section is { } of ? SearchForm.SlugOf(of) : null, c => c.Section!.Value.Label()),
            List(counts, "annee", "Année", "Toutes", Digits(year), c => Digits(c.Year), c => Digits(c.Year)!),
            List(counts, "langue", "Langue", "Toutes", language, c => c.Language, c => Languages.NameOf(c.Language)),
        ];
        return [.. lists.Where(l => l.Options.Count > 1 || l.Chosen is not null)];
    }

    public IQueryable<SearchEntry> Apply(IQueryable<SearchEntry> found) => ApplyTheme(ApplyAllButTheme(found));

    public IQueryable<SearchEntry> ApplyTheme(IQueryable<SearchEntry> found) =>
        theme is { } t ? found.Where(e => e.Themes.Any(x => x.Slug == t)) : found;

    public IQueryable<SearchEntry> ApplyAllButTheme(IQueryable<SearchEntry> found)
    {
        found = kind is { } k ? found.Where(e => e.Kind == k) : found;
        found = section is { } s ? found.Where(e => e.Section == s) : found;
        found = isNetwork ? found.Where(e => e.CiteId == null) : cite is { Id: var id } ? found.Where(e => e.CiteId == id) : found;
        found = country is { } c ? found.Where(e => e.Cite!.Country == c) : found;
        found = year is { } y ? found.Where(e => e.Year == y) : found;
        return language is { } l ? found.Where(e => e.Language == l) : found;
    }

    /// <summary>Counts the options of a list among what the other filters leave.</summary>
    private SearchFilter List(
        IReadOnlyList<SearchCount> counts, string field, string name, string all, string? chosen, Func<SearchCount, string?> valueOf,
        Func<SearchCount, string> nameOf)
    {
        var options = counts.Where(c => Passes(c, field) && valueOf(c) is not null)
            .GroupBy(valueOf).Select(g => new SearchOption(g.Key!, nameOf(g.First()), g.Sum(c => c.Count)));
        return new SearchFilter(
            field,
            name,
            all,
            chosen,
            field == "annee"
                ? [.. options.OrderByDescending(o => o.Value, StringComparer.Ordinal)]
                : InOrder(options));
    }

    private static IReadOnlyList<SearchOption> InOrder(IEnumerable<SearchOption> options) =>
        [.. options.OrderBy(o => o.Name, FrenchOrder.Alphabet)];

    /// <summary>Whether entries of this combination pass all filters but the theme, which is applied in the database.</summary>
    /// <param name="but">The field whose filter is left out of account.</param>
    private bool Passes(SearchCount c, string? but) =>
        (but == "type" || kind is null || c.Kind == kind)
        && (but == "rubrique" || section is null || c.Section == section)
        && (but == "cite" || (cite is null && !isNetwork) || c.CiteId == cite?.Id)
        && (but == "pays" || country is null || CountryOf(c) == country)
        && (but == "annee" || year is null || c.Year == year)
        && (but == "langue" || language is null || c.Language == language);

    private string? CountryOf(SearchCount c) => c.CiteId is { } id ? citesById.GetValueOrDefault(id)?.Country : null;

    private string? SlugOfCite(SearchCount c) => c.CiteId is { } id ? citesById.GetValueOrDefault(id)?.Slug : NewsQuery.Network;

    private string NameOfCite(SearchCount c) => c.CiteId is { } id ? citesById[id].Name : "Le Réseau";

    private static string? Digits(int? year) => year?.ToString(CultureInfo.InvariantCulture);

    private static T? Named<T>(string? slug, T[] values, Func<T, string> slugOf) where T : struct =>
        values.Where(v => slugOf(v) == slug).Select(v => (T?)v).FirstOrDefault();

    private static string Short(string value) => value.Length > 40 ? value[..40] + "…" : value;
}

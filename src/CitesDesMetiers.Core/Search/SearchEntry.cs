using System.Diagnostics.CodeAnalysis;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Search;

/// <summary>
/// Something that the search of the reading site finds. It repeats what the page says, so that one query serves all kinds. Entries of
/// an edition never change; those of a date or a Cité are written again with it.
/// </summary>
public class SearchEntry
{
    public const int TitleLength = 300;

    private readonly List<Theme> themes = [];

    /// <param name="title">Cut after <see cref="TitleLength"/> characters.</param>
    /// <param name="text">Plain text of the page without its title.</param>
    /// <param name="path">Address on the site, from its root.</param>
    /// <param name="language">BCP 47 tag of the text.</param>
    public SearchEntry(SearchKind kind, string title, string text, string path, string language)
    {
        Kind = kind;
        Path = Values.Text.Line(path, 200, nameof(path));
        Describe(title, text, language);
    }

    private SearchEntry()
    {
        Title = Text = TitleWords = Words = Path = Language = "";
    }

    public int Id { get; private set; }
    public SearchKind Kind { get; private set; }
    public int? EditionId { get; private set; }
    public Edition? Edition { get; init; }
    public int? AgendaEntryId { get; private set; }
    public AgendaEntry? AgendaEntry { get; init; }

    /// <summary>The Cité that it is from, or that it is.</summary>
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }

    /// <summary>The section of the issue in which it appeared.</summary>
    public SectionKind? Section { get; init; }

    /// <summary>The day of the issue, or the first day of a date; null for a Cité.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>The year of <see cref="Day"/>.</summary>
    public int? Year { get; private set; }
    public string Language { get; private set; }
    public bool IsMembersOnly { get; private set; }
    public string Path { get; private set; }
    public string Title { get; private set; }

    /// <summary>The title as <see cref="SearchWords.Of"/> gives it.</summary>
    public string TitleWords { get; private set; }

    public IReadOnlyList<Theme> Themes => themes;

    /// <summary>Plain text, from which passages are shown.</summary>
    public string Text { get; private set; }

    /// <summary>Title and text as <see cref="SearchWords.Of"/> gives them.</summary>
    public string Words { get; private set; }

    [MemberNotNull(nameof(Title), nameof(Text), nameof(Language), nameof(TitleWords), nameof(Words))]
    public void Describe(string title, string text, string language)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(text);
        Title = title.Length > TitleLength ? title[..TitleLength] : title;
        Text = text;
        Language = Values.Text.Line(language, 10, nameof(language));
        TitleWords = SearchWords.Of(Title);
        Words = SearchWords.Of(title + " " + text);
    }

    public void Date(DateOnly day) => (Day, Year) = (day, day.Year);

    public void From(Cite cite) => Cite = cite;

    public void From(int? citeId) => CiteId = citeId;

    public void ShowToMembersOnly(bool only) => IsMembersOnly = only;

    public void Tag(IEnumerable<Theme> with) => themes.AddRange(with);
}

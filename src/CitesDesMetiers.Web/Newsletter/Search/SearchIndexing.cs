using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>Writes the search entries of an edition: the issue itself, its articles and its moves.</summary>
internal static class SearchIndexing
{
    /// <param name="edition">With its articles and their themes.</param>
    /// <param name="cites">All Cités by slug.</param>
    public static IEnumerable<SearchEntry> Of(Edition edition, EditionContent content, IReadOnlyDictionary<string, Cite> cites)
    {
        yield return IssueOf(edition, content);
        var articles = edition.Articles.ToDictionary(a => a.Slug, StringComparer.Ordinal);
        foreach (var section in content.Sections)
        {
            foreach (var article in section.Articles)
            {
                var indexed = articles[article.Slug];
                var entry = new SearchEntry(SearchKind.Article, article.Title, TextOf(article), $"/actualites/{article.Slug}", article.Language)
                {
                    Edition = edition,
                    Section = section.Kind,
                };
                entry.From(indexed.CiteId);
                entry.Tag(indexed.Themes);
                entry.Date(edition.Date);
                yield return entry;
            }

            foreach (var move in section.Moves)
            {
                var path = $"/numeros/{edition.Slug}#{EditionContext.AnchorOf(section)}";
                var entry = new SearchEntry(SearchKind.Move, move.Person, TextOf(move), path, edition.Language)
                {
                    Edition = edition,
                    Section = section.Kind,
                };
                entry.From(move.Cite is { } from ? cites.GetValueOrDefault(from.Slug)?.Id : null);
                entry.Date(edition.Date);
                yield return entry;
            }
        }
    }

    private static SearchEntry IssueOf(Edition edition, EditionContent content)
    {
        var editorial = content.Editorial;
        IEnumerable<string?> parts =
        [
            content.Preheader, editorial.Salutation, PlainLine.Of(editorial.Html), editorial.Signatory, editorial.SignatoryRole,
            .. content.Sections.Select(s => s.Html is { } html ? $"{s.Title}. {PlainLine.Of(html)}" : s.Title),
            .. content.Agenda.Select(d => $"{FrenchDates.Range(d.StartsOn, d.EndsOn)}, {Joined(d.Title, d.Place, d.Cite?.Name)}."),
        ];
        var title = string.Create(CultureInfo.InvariantCulture, $"Numéro {content.Number}, {FrenchDates.Month(content.Date)} : {content.Subject}");
        var entry = new SearchEntry(
            SearchKind.Issue, title, string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p))), $"/numeros/{edition.Slug}", edition.Language)
        {
            Edition = edition,
        };
        entry.Date(edition.Date);
        return entry;
    }

    private static string TextOf(EditionArticle article) =>
        Joined(
        [
            PlainLine.Of(article.Html), article.Cite?.Name, article.Contact?.Name, article.Contact?.Role,
            .. article.Pictures.SelectMany(p => new[] { p.Caption, p.AlternativeText }),
        ]);

    private static string TextOf(EditionMove move) => Joined(move.Kind.Label(), move.Post, move.Cite?.Name, move.ReplacedBy);

    private static string Joined(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}

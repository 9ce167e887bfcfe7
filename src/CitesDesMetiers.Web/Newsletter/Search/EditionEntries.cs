using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>The search entries of an edition: the issue itself, its articles and its moves.</summary>
internal static class EditionEntries
{
    /// <param name="edition">With its articles and their themes.</param>
    /// <param name="cites">Identifiers of all Cités by slug.</param>
    public static IEnumerable<SearchEntry> Of(Edition edition, IReadOnlyDictionary<string, int> cites)
    {
        var content = edition.ReadContent();
        yield return IssueOf(edition, content);
        var articles = edition.Articles.ToDictionary(a => a.Slug, StringComparer.Ordinal);
        foreach (var section in content.Sections)
        {
            foreach (var article in section.Articles)
            {
                var indexed = articles[article.Slug];
                var entry = new SearchEntry(SearchKind.Article, article.Title, TextOf(article), SiteAddresses.Article(article.Slug), article.Language)
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
                var path = $"{SiteAddresses.Issue(edition.Slug)}#{EditionContext.AnchorOf(section)}";
                var entry = new SearchEntry(SearchKind.Move, move.Person, TextOf(move), path, edition.Language)
                {
                    Edition = edition,
                    Section = section.Kind,
                };
                entry.From(move.Cite is { } from && cites.TryGetValue(from.Slug, out var cite) ? cite : null);
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
            content.Preheader, PlainLine.Of(editorial.Html), editorial.Signatory, editorial.SignatoryRole,
            .. content.Sections.Select(s => s.Html is { } html ? $"{s.Title.AsSentence()} {PlainLine.Of(html)}" : s.Title),
            .. content.Agenda.Select(d => $"{FrenchDates.Range(d.StartsOn, d.EndsOn)}, {Joined(d.Title, d.Place, d.Cite?.Name)}"),
        ];
        var name = string.Create(CultureInfo.InvariantCulture, $"Numéro {content.Number}, {content.Period}");
        var title = content.Subject.Length > 0 ? $"{name} : {content.Subject}" : name;
        var entry = new SearchEntry(
            SearchKind.Issue, title, Sentences(parts), SiteAddresses.Issue(edition.Slug), edition.Language)
        {
            Edition = edition,
        };
        entry.Date(edition.Date);
        return entry;
    }

    private static string TextOf(EditionArticle article) =>
        Sentences(
        [
            PlainLine.Of(article.Html), article.Cite?.Name, article.Contact?.Name, article.Contact?.Role,
            .. article.Pictures.SelectMany(p => new[] { p.Caption, p.AlternativeText }),
        ]);

    private static string TextOf(EditionMove move) => Joined(move.Kind.Label(), move.Post, move.Cite?.Name, move.ReplacedBy, move.Wording);

    /// <summary>Each part as a sentence, so that a passage over two of them reads well.</summary>
    private static string Sentences(IEnumerable<string?> parts) =>
        string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!.AsSentence()));

    private static string Joined(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}

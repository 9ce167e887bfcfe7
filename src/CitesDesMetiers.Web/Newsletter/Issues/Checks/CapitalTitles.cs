using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Not in the requirements: titles in capitals are hard to read, and some screen readers spell them out.</summary>
internal static partial class CapitalTitles
{
    private static readonly FindingKind InCapitals =
        new("Titres écrits en capitales", "C’est plus difficile à lire, et parfois épelé lettre par lettre.");

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var sentences = new SentenceCase(
            dossier.KnownNames, string.Join('\n', dossier.Content.AllArticles.Select(a => WordsOf(HtmlFragment.Parse(a.Html)))));
        foreach (var article in dossier.Content.AllArticles)
        {
            var body = HtmlFragment.Parse(article.Html);
            var text = WordsOf(body);
            foreach (var (title, field) in body.QuerySelectorAll("h3,h4,h5,h6").Where(h => h.ChildElementCount == 0)
                .Select(h => (h.TextContent, "Body")).Prepend((article.Title, "Title")).Where(t => sentences.IsInCapitals(t.Item1)))
            {
                yield return Finding.Warn(
                    null, $"« {FlatText.Short(title)} » est écrit en capitales : c’est plus difficile à lire, et parfois épelé lettre par lettre.",
                    dossier.Places.Article(article, field)).As(InCapitals, title) with
                {
                    Mend = Languages.IsFrench(article.Language)
                        ? dossier.Places.MendOf(article, "titre", title, Spaces().Replace(sentences.Of(title, text), " "))
                        : null,
                };
            }
        }

        foreach (var date in dossier.Content.Agenda.Where(d => sentences.IsInCapitals(d.Title)))
        {
            yield return Finding.Warn(
                null, $"Agenda : « {FlatText.Short(date.Title)} » est écrit en capitales. Écrivez « {sentences.Of(date.Title)} ».",
                dossier.Places.Date(date)).As(InCapitals, date.Title);
        }
    }

    /// <summary>The words of a text without those of its headings, which may be in capitals too.</summary>
    private static string WordsOf(IElement body) =>
        FlatText.Of(string.Join('\n', body.Children.Where(e => e.LocalName[0] != 'h').Select(e => e.TextContent)));

    /// <summary>Matches the no-break spaces that rendering inserts.</summary>
    [GeneratedRegex("[\u00A0\u202F]")]
    private static partial Regex Spaces();
}

using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Not in the requirements: a text with too many marks is sent without formatting.</summary>
internal static class UnformattedTexts
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        if (MarkdownRenderer.IsAsTyped(dossier.Content.Editorial.Html))
        {
            yield return Warn("Éditorial", dossier.Places.Texts("Editorial"));
        }

        foreach (var section in dossier.Content.Sections)
        {
            if (section.Html is { } html && MarkdownRenderer.IsAsTyped(html))
            {
                yield return Warn($"Rubrique « {section.Title} »", dossier.Places.Composition);
            }

            foreach (var article in section.Articles.Where(a => MarkdownRenderer.IsAsTyped(a.Html)))
            {
                yield return Warn($"Nouvelle « {FlatText.Short(article.Title)} »", dossier.Places.Article(article));
            }
        }
    }

    private static Finding Warn(string what, Place place) =>
        Finding.Warn(null, Typography.ForWeb($"{what} : {MarkdownRenderer.TooManyMarks}"), place)
            .As(new("Textes envoyés sans mise en forme"), what);
}

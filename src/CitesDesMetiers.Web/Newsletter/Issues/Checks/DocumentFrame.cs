using AngleSharp.Dom;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>
/// Check 2: doctype, charset and title. Check 3: language and direction, on the page and inside its body, because webmails keep only
/// the body. Check 4: tables are marked as layout or as data.
/// </summary>
internal static class DocumentFrame
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var (page, preview) = (dossier.Page, dossier.Places.Preview);
        if (page.Doctype?.Name != "html" || page.QuerySelector("meta[charset='utf-8' i]") is null)
        {
            yield return Finding.Block(
                2, "Le courriel n’annonce pas son format (doctype, jeu de caractères) : c’est un défaut du modèle, prévenez la "
                    + "personne qui s’en occupe.", preview);
        }

        if (string.IsNullOrWhiteSpace(page.Title))
        {
            yield return Finding.Block(2, "Le courriel n’a pas de titre : écrivez l’objet.", dossier.Places.Texts("Subject"));
        }

        var (language, direction) = (dossier.Content.Language, MailContext.DirectionOf(dossier.Content.Language));
        if (!Declares(page.DocumentElement, language, direction)
            || !page.Body!.Children.Any(e => e.LocalName == "div" && Declares(e, language, direction)))
        {
            yield return Finding.Block(
                3, "Le courriel n’annonce pas sa langue et son sens de lecture : choisissez la langue du numéro.",
                dossier.Places.Texts("Language"));
        }

        if (page.QuerySelectorAll("table").FirstOrDefault(t => t.GetAttribute("role") is not ("presentation" or "table")) is { } table)
        {
            yield return Finding.Block(
                4, "Un tableau de mise en page serait lu comme un tableau de données par un lecteur d’écran.", dossier.Places.Of(table));
        }
    }

    private static bool Declares(IElement element, string language, string direction) =>
        element.GetAttribute("lang") == language && element.GetAttribute("dir") == direction && language.Length > 0;
}

using System.Globalization;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>
/// Check 28: the mail fits a screen of 320 px. There is no larger fixed width, no unbreakable word that is too long, and no table
/// with many columns.
/// </summary>
internal static class NarrowScreen
{
    private const int Screen = 320, Margins = 40, MostColumns = 4;

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var wide in dossier.Page.Body!.QuerySelectorAll("*").Where(IsTooWide))
        {
            yield return Finding.Warn(
                28, $"{AlternativeTexts.Where(dossier, wide)} : un élément est plus large qu’un petit écran, et ne se resserre pas.",
                dossier.Places.Of(wide)).As(new("Éléments plus larges qu’un petit écran"), AlternativeTexts.Where(dossier, wide));
        }

        foreach (var table in dossier.Page.QuerySelectorAll("table[role='table']").Where(t => t.QuerySelector("tr")!.ChildElementCount > MostColumns))
        {
            yield return Finding.Warn(
                28, $"{AlternativeTexts.Where(dossier, table)} : un tableau de {table.QuerySelector("tr")!.ChildElementCount} colonnes se lit mal "
                    + $"sur un téléphone. Restez à {MostColumns} au plus, ou faites-en une liste.", dossier.Places.Of(table))
                .As(new("Tableaux trop larges pour un téléphone", "Faites-en des listes."), AlternativeTexts.Where(dossier, table));
        }

        foreach (var (element, word) in InlineStyle.Texts(dossier.Page).Select(e => (e, LongWord(e))).Where(e => e.Item2 is not null))
        {
            yield return Finding.Warn(
                28, $"{AlternativeTexts.Where(dossier, element)} : « {FlatText.Short(word!)} » ne tient pas sur la largeur d’un téléphone.",
                dossier.Places.Of(element)).As(new("Mots trop longs pour un téléphone"), word!);
        }
    }

    private static bool IsTooWide(IElement element)
    {
        var attribute = int.TryParse(element.GetAttribute("width"), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            ? pixels
            : (int?)null;
        return InlineStyle.Pixels(InlineStyle.Own(element, "min-width")) > Screen
            || ((InlineStyle.Pixels(InlineStyle.Own(element, "width")) ?? (InlineStyle.Own(element, "width") is null ? attribute : null)) > Screen
                && InlineStyle.Own(element, "max-width") is null);
    }

    /// <summary>Finds a word wider than the screen that cannot be broken. The average width of a character is half of the font size.</summary>
    private static string? LongWord(IElement element)
    {
        if (InlineStyle.Inherited(element, "word-wrap") is "break-word" || InlineStyle.Inherited(element, "word-break") is "break-word" or "break-all"
            || InlineStyle.Inherited(element, "overflow-wrap") is "break-word" or "anywhere")
        {
            return null;
        }

        var size = InlineStyle.Pixels(InlineStyle.Inherited(element, "font-size")) ?? 16;
        return element.ChildNodes.OfType<IText>().SelectMany(t => t.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(word => word.Length * size / 2 > Screen - Margins);
    }
}

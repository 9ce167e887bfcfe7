using System.Text.RegularExpressions;

namespace CitesDesMetiers.Web.Editions.Checks;

/// <summary>19: no mark is left where a word should stand.</summary>
internal static partial class Placeholders
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var element in InlineStyle.Texts(dossier.Page))
        {
            var own = string.Concat(element.ChildNodes.OfType<AngleSharp.Dom.IText>().Select(t => t.Data));
            if (Mark().Match(own) is { Success: true } mark)
            {
                yield return Finding.Block(
                    19, $"{AlternativeTexts.Where(dossier, element)} : « {FlatText.Short(mark.Value)} » attend encore d’être remplacé.", dossier.Places.Of(element));
            }
        }

        if (Mark().Match(dossier.Content.Subject + "\n" + dossier.Content.Preheader) is { Success: true } announced)
        {
            yield return Finding.Block(19, $"Dans l’objet ou l’accroche, « {FlatText.Short(announced.Value)} » attend encore d’être remplacé.", dossier.Places.Texts("Subject"));
        }
    }

    [GeneratedRegex(@"\{\{[^{}\n]*\}\}|\{[A-Z_]{3,}\}|%%\w+%%|\[\[[^\]\n]*\]\]|<%|[\[(]\s*(?:à compléter|à venir|à écrire|titre|texte|nom|date)\s*[\])]|\blorem ipsum\b|\bTODO\b|\bX{4,}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}

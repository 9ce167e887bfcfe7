using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>
/// Check 19: no placeholder of a template or an editor is left. Some marks are intended, such as a quotation cut by "[…]", so an
/// editor may allow each of them.
/// </summary>
internal static partial class Placeholders
{
    private const string Blocks = "p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,blockquote,figcaption,caption,div,pre";

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        List<Finding> found =
        [
            .. Shown(dossier.Page)
            .SelectMany(shown => Find(shown.Text, AlternativeTexts.Where(dossier, shown.Element), dossier.Places.Of(shown.Element))),
            .. Find(dossier.Content.Subject, "Dans l’objet", dossier.Places.Texts("Subject")),
            .. Find(dossier.Content.Preheader, "Dans l’accroche", dossier.Places.Texts("Preheader")),
        ];

        // A title also stands in the contents, where it cannot be edited. It is reported once.
        return found.Where(f => f.Place != dossier.Places.Preview || !found.Exists(o => o.Place != f.Place && o.Passage == f.Passage));
    }

    private static IEnumerable<Finding> Find(string text, string where, Place place)
    {
        var passage = FlatText.Of(text);
        return Mark().Matches(passage).Select(m => m.Value).Distinct().Select(mark =>
            Finding.Block(19, $"{where} : « {FlatText.Short(mark)} » attend encore d’être remplacé.", place)
                .As(new("Passages qui attendent d’être remplacés"), mark) with
            { Passage = new(mark, passage) });
    }

    /// <summary>The paragraphs, titles and cells with their own words, without markup, and the alternative texts of pictures.</summary>
    private static IEnumerable<(IElement Element, string Text)> Shown(IDocument page)
    {
        var blocks = page.Body!.Descendants<INode>().Where(n => n is IText or IElement { LocalName: "br" })
            .GroupBy(n => n.ParentElement!.Closest(Blocks));
        foreach (var block in blocks)
        {
            if (block.Key is { } element && InlineStyle.Inherited(element, "display") != "none")
            {
                yield return (element, string.Concat(block.Select(n => n is IText text ? text.Data : "\n")));
            }
        }

        foreach (var image in page.Images.Cast<IElement>())
        {
            yield return (image, image.GetAttribute("alt") ?? "");
        }
    }

    [GeneratedRegex(
        @"\{\{[^{}\n]*\}\}|\{[A-Z_]{3,}\}|%%\w+%%|\[\[[^\]\n]*\]\]|<%|[\[(]\s*(?:titre|texte|nom|date)\s*[\])]"
        + @"|[\[(][^\[\]()]{0,200}\b[àa] (?:compl[ée]ter|confirmer|venir|pr[ée]ciser|d[ée]finir|r[ée]diger|[ée]crire|remplacer|v[ée]rifier)\b"
        + @"[^\[\]()]{0,200}[\])]?"
        + @"|^\W*[àa] (?:compl[ée]ter|pr[ée]ciser|r[ée]diger|[ée]crire|remplacer)\W*$"
        + @"|\b(?:texte|titre) ici\b|\bins[ée]rer\b[^.]{1,40}\bici\b|\blorem ipsum\b|(?-i:\b(?:TODO|TBD|TBC)\b)"
        + @"|\b\d{0,3}X{2,}(?:h(?:X{2,})?)?\b|\? ?\? ?\?|\[ ?(?:…|\.\.\.) ?\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}

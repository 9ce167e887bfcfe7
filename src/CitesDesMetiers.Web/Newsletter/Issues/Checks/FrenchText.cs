using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 26: typographic errors in French passages that rendering cannot correct.</summary>
internal static partial class FrenchText
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var text in dossier.Page.Body!.Descendants<IText>())
        {
            if (text.ParentElement is not { } element || element.Closest("code,pre") is not null
                || !HtmlFragment.IsFrench(text, dossier.Content.Language)
                || (element.Closest("a") is { } link && HtmlFragment.ShowsItsAddress(link)) || Fault(text.Data) is not var (what, found))
            {
                continue;
            }

            var place = dossier.Places.Of(element);
            if (seen.Add((what, place.Path)))
            {
                yield return Finding.Warn(26, $"{AlternativeTexts.Where(dossier, element)} : {what} dans « {found} ».", place)
                    .As(new(char.ToUpperInvariant(what[0]) + what[1..].TrimEnd(',')), found);
            }
        }
    }

    private static (string What, string Found)? Fault(string text)
    {
        foreach (var (rule, what) in Rules)
        {
            if (rule.Match(text) is { Success: true } match)
            {
                var from = Math.Max(0, match.Index - 15);
                return (what, FlatText.Short(text[from..Math.Min(text.Length, match.Index + match.Length + 15)]));
            }
        }

        return null;
    }

    private static readonly (Regex Rule, string What)[] Rules =
    [
        (SpaceBeforeComma(), "une espace de trop avant la virgule ou le point"),
        (NoSpaceAfterComma(), "il manque une espace après la virgule"),
        (StraightQuotes(), "des guillemets droits, au lieu de « et »,"),
        (ManySigns(), "un signe répété"),
        (Ligature(), "« oe » s’écrit « œ »"),
    ];

    [GeneratedRegex(@"\p{L}[ \u00A0]+[,.](?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex SpaceBeforeComma();

    [GeneratedRegex(@"\p{Ll},\p{L}")]
    private static partial Regex NoSpaceAfterComma();

    [GeneratedRegex("\"")]
    private static partial Regex StraightQuotes();

    [GeneratedRegex(@"(?!\?[\s\u00A0]*\?[\s\u00A0]*\?)[!?][\s\u00A0]*[!?][\s\u00A0]*[!?]|!{2,}|,,|;;")]
    private static partial Regex ManySigns();

    [GeneratedRegex(
        @"\b(?:c|s|ch|ranc)oeurs?\b|\bb?oeufs?\b|\b(?:man)?oeuvr\w*|\bvoeux?\b|\bnoeuds?\b|\bmoeurs\b|\boeil\w*", RegexOptions.IgnoreCase)]
    private static partial Regex Ligature();
}

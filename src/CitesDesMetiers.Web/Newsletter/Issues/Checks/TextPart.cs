using AngleSharp.Dom;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 25: the text part contains every heading, link and date of the HTML.</summary>
internal static class TextPart
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var text = FlatText.Of(dossier.Mail.Text);
        foreach (var heading in dossier.Page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Where(h => !Says(RaisedText.Of(h))))
        {
            yield return Missing($"le titre « {FlatText.Short(heading.TextContent)} »", heading);
        }

        foreach (var link in dossier.Page.QuerySelectorAll("a[href]").DistinctBy(a => a.GetAttribute("href")))
        {
            var href = link.GetAttribute("href")!;
            var address = href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
                || href.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)
                ? Uri.UnescapeDataString(href[(href.IndexOf(':', StringComparison.Ordinal) + 1)..]) : href;
            if (address is not ['#', ..] && !text.Contains(address, StringComparison.Ordinal) && !text.Contains(href, StringComparison.Ordinal))
            {
                yield return Missing($"le lien {FlatText.Short(address, 80)}", link);
            }
        }

        foreach (var date in dossier.Content.Agenda.Where(d => !Says(EditionWords.When(d))))
        {
            yield return Finding.Block(25, $"La version en texte seul a perdu la date de « {date.Title} ».", dossier.Places.Date(date));
        }

        bool Says(string words) => text.Contains(FlatText.Of(words), StringComparison.Ordinal);

        Finding Missing(string what, IElement element) =>
            Finding.Block(25, $"{AlternativeTexts.Where(dossier, element)} : la version en texte seul a perdu {what}.", dossier.Places.Of(element));
    }
}

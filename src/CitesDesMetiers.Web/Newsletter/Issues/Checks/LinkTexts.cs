namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 12: link texts describe their target. Read alone, "cliquez ici" has no meaning.</summary>
internal static class LinkTexts
{
    private static readonly HashSet<string> Mute = new(StringComparer.OrdinalIgnoreCase)
    {
        "ici", "cliquez ici", "cliquer ici", "clique ici", "c’est ici", "par ici", "là", "lien", "le lien", "ce lien", "voir", "lire", "plus",
        "en savoir plus", "savoir plus", "plus d’infos", "plus d’informations", "suite", "la suite", "lire la suite", "lire plus",
        "here", "click here", "read more", "more", "link",
    };

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var link in dossier.Page.QuerySelectorAll("a[href]"))
        {
            var text = FlatText.Of(link.TextContent).Trim(' ', '.', '…', ':', '!', '>', '»', '«', '→');
            if (text.Length == 0 && !link.QuerySelectorAll("img").Any(i => !string.IsNullOrWhiteSpace(i.GetAttribute("alt"))))
            {
                yield return Finding.Warn(
                    12, $"{AlternativeTexts.Where(dossier, link)} : un lien vers {FlatText.Short(link.GetAttribute("href")!)} n’a pas de texte.",
                    dossier.Places.Of(link)).As(new("Liens sans texte", "Nommez ce qu’on y trouve."), link.GetAttribute("href")!);
            }
            else if (Mute.Contains(text))
            {
                yield return Finding.Warn(
                    12, $"{AlternativeTexts.Where(dossier, link)} : le lien « {text} » ne dit pas où il mène. Nommez ce qu’on y trouve.",
                    dossier.Places.Of(link)).As(new("Liens qui ne disent pas où ils mènent", "Nommez ce qu’on y trouve."), text);
            }
        }
    }
}

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 9: one heading of level 1, and no skipped level below it, because screen readers navigate by headings.</summary>
internal static class Headings
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var headings = dossier.Page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").ToList();
        var firsts = headings.FindAll(h => h.LocalName == "h1");
        if (firsts.Count != 1)
        {
            yield return Finding.Block(
                9, $"Le courriel a {firsts.Count} titres principaux ; il lui en faut un.",
                firsts.Count > 1 ? dossier.Places.Of(firsts[1]) : dossier.Places.Preview);
        }

        var last = 0;
        foreach (var heading in headings)
        {
            var level = heading.LocalName[1] - '0';
            if (level > last + 1)
            {
                yield return Finding.Block(
                    9, $"{AlternativeTexts.Where(dossier, heading)} : l’intertitre « {FlatText.Short(heading.TextContent)} » saute un niveau. "
                        + "Donnez-lui un dièse de moins.", dossier.Places.Of(heading))
                    .As(new("Intertitres qui sautent un niveau", "Donnez-leur un dièse de moins."), heading.TextContent);
            }

            last = level;
        }
    }
}

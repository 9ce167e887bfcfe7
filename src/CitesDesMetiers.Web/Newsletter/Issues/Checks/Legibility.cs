namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 10: a contrast of at least 4.5:1 between inline colours in the light scheme. Check 11: a font size of at least 14 px.</summary>
internal static class Legibility
{
    private const double LeastContrast = 4.5, LeastSize = 14;

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var texts = InlineStyle.Texts(dossier.Page).ToList();
        if (texts.Find(e => InlineStyle.Contrast(InlineStyle.Inherited(e, "color"), InlineStyle.Background(e)) < LeastContrast) is { } pale)
        {
            yield return Finding.Block(
                10, $"« {FlatText.Short(pale.TextContent)} » se détache trop peu de son fond pour être lu par tous.", dossier.Places.Of(pale));
        }

        if (texts.Find(e => InlineStyle.Pixels(InlineStyle.Inherited(e, "font-size")) < LeastSize) is { } small)
        {
            yield return Finding.Warn(
                11, $"« {FlatText.Short(small.TextContent)} » est écrit trop petit : moins de 14 points d’écran.", dossier.Places.Of(small));
        }
    }
}

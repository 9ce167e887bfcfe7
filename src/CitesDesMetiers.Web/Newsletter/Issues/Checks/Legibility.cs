namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>10: contrast of 4.5 to 1, as the inline colours have it in the light scheme. 11: text of 14 px at least.</summary>
internal static class Legibility
{
    private const double LeastContrast = 4.5, LeastSize = 14;

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var texts = InlineStyle.Texts(dossier.Page).ToList();
        if (texts.Find(e => InlineStyle.Contrast(InlineStyle.Inherited(e, "color"), InlineStyle.Background(e)) < LeastContrast) is { } pale)
        {
            yield return Finding.Block(10, $"« {FlatText.Short(pale.TextContent)} » se détache trop peu de son fond pour être lu par tous.", dossier.Places.Of(pale));
        }

        if (texts.Find(e => InlineStyle.Pixels(InlineStyle.Inherited(e, "font-size")) < LeastSize) is { } small)
        {
            yield return Finding.Warn(11, $"« {FlatText.Short(small.TextContent)} » est écrit trop petit : moins de 14 points d’écran.", dossier.Places.Of(small));
        }
    }
}

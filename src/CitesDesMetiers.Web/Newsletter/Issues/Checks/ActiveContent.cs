namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 14: no script, form or frame. Mail programs remove them, and filters treat the message as an attack.</summary>
internal static class ActiveContent
{
    private const string Elements =
        "script,form,iframe,frame,object,embed,applet,input,button,textarea,select,video,audio,base,meta[http-equiv='refresh' i]";

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var active = dossier.Page.QuerySelector(Elements)
            ?? dossier.Page.All.FirstOrDefault(e =>
                e.Attributes.Any(a =>
                    a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                        || a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)));
        if (active is not null)
        {
            yield return Finding.Block(
                14, $"{AlternativeTexts.Where(dossier, active)} : un élément « {active.LocalName} » ne fonctionne pas dans un courriel et le "
                    + "ferait prendre pour une attaque. Retirez-le.", dossier.Places.Of(active));
        }
    }
}

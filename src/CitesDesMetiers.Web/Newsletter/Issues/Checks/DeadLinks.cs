using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Links;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 21: links work, as far as the background check knows.</summary>
internal static class DeadLinks
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var link in dossier.Page.QuerySelectorAll("a[href]").DistinctBy(a => (a.GetAttribute("href"), dossier.Places.ArticleOf(a))))
        {
            if (IssueLinks.Normal(link.GetAttribute("href")!, dossier.Site) is { } url && dossier.DeadLinks.TryGetValue(url, out var dead))
            {
                yield return Finding.Warn(
                    21, $"{AlternativeTexts.Where(dossier, link)} : le lien {FlatText.Short(url, 80)} {Say(dead)}", dossier.Places.Of(link))
                    .As(new("Liens qui ne répondent pas comme il faut", "Ouvrez-les vous-même, puis corrigez-les ou retirez-les."), url);
            }
        }
    }

    private static string Say(DeadLink dead) =>
        dead.State switch
        {
            LinkState.Refused => "mène à une adresse privée, où vos lecteurs n’iront pas.",
            LinkState.Unreachable => "ne répond pas.",
            _ when dead.Status is 404 or 410 => "mène à une page qui n’existe pas.",
            _ when dead.Status is >= 300 and < 400 => "tourne en rond.",
            _ when dead.Status is 401 or 403 or 429 => $"refuse les visites automatiques ({dead.Status}) : ouvrez-le vous-même.",
            _ when dead.Status is { } status => $"répond par une erreur ({status}).",
            _ => "ne répond pas comme il faut.",
        };
}

using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Editions.Checks;

/// <summary>Beyond the list of the requirements: what makes an issue one, and somebody to read it.</summary>
internal static class Composition
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var (content, places) = (dossier.Content, dossier.Places);
        if (!dossier.HasSubscribers)
        {
            yield return Finding.Block(null, "Personne n’est encore abonné : l’envoi n’aurait aucun destinataire. Faites connaître la page d’inscription.", Places.Subscribers);
        }

        if (!content.FilledSections.Any(s => s.Articles.Count > 0 || !string.IsNullOrEmpty(s.Html)))
        {
            yield return Finding.Block(null, "Le numéro ne contient aucune nouvelle : ajoutez-en dans « Composition ».", places.Composition);
        }

        foreach (var news in dossier.Unaccepted)
        {
            yield return Finding.Block(
                null, $"« {news.Title} » n’est plus acceptée : relisez-la et acceptez-la, ou retirez-la du numéro.", Places.News(news.Id, news.Title));
        }

        if (content.Editorial.Html.Length == 0)
        {
            yield return Finding.Warn(null, "Il n’y a pas d’éditorial.", places.Texts("Editorial"));
        }

        if (content.Agenda.Count == 0 && !dossier.HidesAgenda)
        {
            yield return Finding.Warn(null, "L’agenda est vide pour la période choisie.", places.IssueAgenda);
        }

        foreach (var empty in content.Sections.Except(content.FilledSections).Where(s => s.Kind is not SectionKind.Agenda))
        {
            yield return Finding.Warn(null, $"La rubrique « {empty.Title} » est vide : elle ne paraîtra pas.", places.Composition);
        }
    }
}

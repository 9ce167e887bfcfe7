using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Not in the requirements: an issue needs content and recipients.</summary>
internal static class Composition
{
    /// <summary>The finding when there are subscribers, but the audience of the issue contains none of them.</summary>
    internal static Finding Nobody(Dossier dossier) =>
        Finding.Block(
            null,
            $"Personne ne recevrait ce numéro : parmi {dossier.AudienceWords}, il n’y a personne à qui écrire aujourd’hui "
                + "(les envois suspendus, les récapitulatifs trimestriels et la liste d’opposition ne comptent pas). "
                + "Choisissez d’autres destinataires.",
            dossier.Places.Recipients);

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var (content, places) = (dossier.Content, dossier.Places);
        if (!dossier.HasSubscribers)
        {
            yield return Finding.Block(
                null, "Personne n’est encore abonné : l’envoi n’aurait aucun destinataire. Faites connaître la page pour s’abonner.",
                DeskLocations.Subscribers);
        }
        else if (dossier.Recipients == 0)
        {
            yield return Nobody(dossier);
        }

        if (dossier.LacksRelay)
        {
            yield return Finding.Block(
                null,
                "Aucun relais configuré : les messages restent dans des fichiers, et personne ne recevrait ce numéro. Prévenez la personne qui "
                    + "s’occupe du serveur.", DeskLocations.SendingDomain);
        }

        if (!content.FilledSections.Any(s => s.Articles.Count > 0 || !string.IsNullOrEmpty(s.Html)))
        {
            yield return Finding.Block(null, "Le numéro ne contient aucune nouvelle : ajoutez-en depuis le vivier.", places.Composition);
        }

        foreach (var news in dossier.Unaccepted)
        {
            yield return Finding.Block(
                null, $"« {FlatText.Short(news.Title)} » n’est plus acceptée : relisez-la et acceptez-la, ou retirez-la du numéro.",
                DeskLocations.News(news.Id, news.Title))
                .As(new("Nouvelles qui ne sont plus acceptées", "Relisez-les et acceptez-les, ou retirez-les du numéro."), news.Title);
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
            yield return Finding.Warn(null, $"La rubrique « {empty.Title} » est vide : elle ne paraîtra pas.", places.Composition)
                .As(new("Rubriques vides, qui ne paraîtront pas"), empty.Title);
        }
    }
}

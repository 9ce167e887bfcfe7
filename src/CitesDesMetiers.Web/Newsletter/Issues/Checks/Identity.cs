using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>
/// Check 17: an unsubscription link with the recipient's token in both parts. Check 18: the sender, their postal address, the reason
/// for the mail, and the link to the online version.
/// </summary>
internal static class Identity
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var (page, text, content) = (dossier.Page, dossier.Mail.Text, dossier.Content);
        var leave = dossier.Site.Absolute(SubscriptionAddresses.LeavingRoot + RecipientMarks.Token);
        if (!page.QuerySelectorAll("a[href]").Any(a => a.GetAttribute("href") == leave) || !text.Contains(leave, StringComparison.Ordinal))
        {
            yield return Finding.Block(
                17, "Le lien de désabonnement manque : c’est un défaut du modèle, prévenez la personne qui s’en occupe.", dossier.Places.Preview);
        }

        var online = dossier.Site.Absolute(SiteAddresses.Archive + "/");
        if (!page.QuerySelectorAll("a[href]").Any(a => a.GetAttribute("href")!.StartsWith(online, StringComparison.Ordinal))
            || !text.Contains(online, StringComparison.Ordinal))
        {
            yield return Finding.Block(
                18, "Le lien pour lire le numéro en ligne manque : c’est un défaut du modèle, prévenez la personne qui s’en occupe.",
                dossier.Places.Preview);
        }

        if (string.IsNullOrWhiteSpace(content.PublisherName) || !IsSaid(content.PublisherName))
        {
            yield return Finding.Block(
                18, "Le nom de l’éditeur manque au bas du courriel : un administrateur l’écrit dans « Réglages ».", DeskLocations.Settings);
        }

        if (string.IsNullOrWhiteSpace(content.PublisherAddress) || !PlainLines.All(content.PublisherAddress).All(IsSaid))
        {
            yield return Finding.Block(
                18, "L’adresse postale de l’éditeur manque : la loi l’exige au bas de chaque envoi. Un administrateur l’écrit dans « Réglages ».",
                DeskLocations.Settings);
        }

        if (!IsSaid(EditionWords.Reason(content)))
        {
            yield return Finding.Block(
                18, "Le courriel ne dit pas pourquoi on le reçoit : c’est un défaut du modèle, prévenez la personne qui s’en occupe.",
                dossier.Places.Preview);
        }

        bool IsSaid(string words) =>
            FlatText.Of(page.Body!.TextContent).Contains(FlatText.Of(words), StringComparison.Ordinal)
                && FlatText.Of(text).Contains(FlatText.Of(words), StringComparison.Ordinal);
    }
}

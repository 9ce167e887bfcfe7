using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>Removes subscriber tokens from the body of a mail. Their links lead to the public pages instead.</summary>
internal static class ArchiveCopy
{
    private const string Unsubscription = "/desinscription";

    public static string Of(string mailHtml) => mailHtml
        .Replace(Unsubscription + "/" + RecipientMarks.Token, Unsubscription, StringComparison.Ordinal)
        .Replace("/abonnement/" + RecipientMarks.ManageToken, RouteNames.SubscribePath, StringComparison.Ordinal)
        .Replace(RecipientMarks.Token, "", StringComparison.Ordinal).Replace(RecipientMarks.ManageToken, "", StringComparison.Ordinal);
}

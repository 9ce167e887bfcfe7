using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>The body of a mail for everyone: the addresses that held a subscriber's token lead to the pages open to all.</summary>
internal static class ArchiveCopy
{
    private const string Unsubscription = "/desinscription";

    public static string Of(string mailHtml) => mailHtml
        .Replace(Unsubscription + "/" + RecipientMarks.Token, Unsubscription, StringComparison.Ordinal)
        .Replace("/abonnement/" + RecipientMarks.ManageToken, RouteNames.SubscribePath, StringComparison.Ordinal)
        .Replace(RecipientMarks.Token, "", StringComparison.Ordinal).Replace(RecipientMarks.ManageToken, "", StringComparison.Ordinal);
}

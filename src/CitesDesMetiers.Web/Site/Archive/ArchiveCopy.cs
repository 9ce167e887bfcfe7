using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>Removes subscriber tokens from the body of a mail. Their links lead to the public pages instead.</summary>
internal static class ArchiveCopy
{
    public static string Of(string mailHtml) => mailHtml
        .Replace(SubscriptionAddresses.LeavingRoot + RecipientMarks.Token, SubscriptionAddresses.Leaving, StringComparison.Ordinal)
        .Replace(SubscriptionAddresses.ManageRoot + RecipientMarks.ManageToken, SubscriptionAddresses.SignUp, StringComparison.Ordinal)
        .Replace(RecipientMarks.Token, "", StringComparison.Ordinal).Replace(RecipientMarks.ManageToken, "", StringComparison.Ordinal);
}

using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Reading;

namespace CitesDesMetiers.Web.Features.Archive;

/// <summary>The body of a mail for everyone: the addresses that held a subscriber's token lead to the page open to all.</summary>
internal static partial class ArchiveCopy
{
    public static string Of(string mailHtml) =>
        Personal().Replace(mailHtml, Pages.SubscribePath).Replace(RecipientMarks.Token, "", StringComparison.Ordinal);

    [GeneratedRegex("/(?:desinscription|abonnement)/" + RecipientMarks.Token, RegexOptions.CultureInvariant)]
    private static partial Regex Personal();
}

using System.Net;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Extracts the words of an HTML page for rules that search words; the result is never shown.</summary>
internal static partial class HtmlWords
{
    private const int Longest = 256 * 1024;

    public static string Of(string html) =>
        WebUtility.HtmlDecode(Tag().Replace(html.Length > Longest ? html[..Longest] : html, " "));

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();
}

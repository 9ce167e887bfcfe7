using System.Net;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>The words of a page, for rules that look for words: nobody reads them.</summary>
internal static partial class HtmlWords
{
    private const int Longest = 256 * 1024;

    public static string Of(string html) =>
        WebUtility.HtmlDecode(Tag().Replace(html.Length > Longest ? html[..Longest] : html, " "));

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();
}

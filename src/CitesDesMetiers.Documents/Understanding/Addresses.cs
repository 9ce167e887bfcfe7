using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Finds mail addresses, and tells lines that are only an address or a telephone number.</summary>
internal static partial class Addresses
{
    /// <summary>The first mail address of a text, in lower case.</summary>
    public static string? MailIn(string text) => MailsIn(text).FirstOrDefault();

    public static IEnumerable<string> MailsIn(string text) =>
#pragma warning disable CA1308 // Mail addresses are written in lower case.
        Mail().Matches(text).Select(m => m.Value.TrimEnd('.', '-').ToLowerInvariant());
#pragma warning restore CA1308

    /// <summary>Whether a line is an address, a telephone number or a web address and nothing else.</summary>
    public static bool IsOnly(string line) => Only().IsMatch(line.Trim());

    /// <summary>Whether a line may be the end of an address that the column was too narrow for.</summary>
    public static bool IsRest(string line) => line.Length < 40 && Rest().IsMatch(line);

    public static string Without(string text) =>
        Spaces().Replace(Label().Replace(Phone().Replace(Web().Replace(Mail().Replace(text, " "), " "), " "), " "), " ").Trim();

    [GeneratedRegex(@"[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:https?://|www\.)\S+")]
    private static partial Regex Web();

    [GeneratedRegex(@"(?<!\d)(?:\+\d{1,3}[ .]?)?(?:\(0\)[ .]?)?\d(?:[ .\u00A0-]?\d){7,11}(?!\d)")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(?:e-?mail|mail|courriel|m[ée]l|t[ée]l(?:[ée]phone)?\.?|site)\s*:?(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"^(?:(?:e-?mail|mail|courriel|m[ée]l|t[ée]l(?:[ée]phone)?\.?|site(?: web)?)\s*:?\s*)?[<(]?(?:[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]*|(?:https?://|www\.)\S+"
            + @"|(?:\+\d{1,3}[ .]?)?(?:\(0\)[ .]?)?\d(?:[ .\u00A0-]?\d){7,11})[>).]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Only();

    [GeneratedRegex(@"^[a-z0-9-]+(?:\.[a-z0-9-]+)*$")]
    private static partial Regex Rest();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

using System.Text.RegularExpressions;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Splits texts of several lines as typed in a form.</summary>
internal static partial class PlainLines
{
    /// <summary>Paragraphs of lines. Blank lines separate paragraphs.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Paragraphs(string text) =>
        [.. BlankLine().Split(text.ReplaceLineEndings("\n")).Select(All).Where(lines => lines.Count > 0)];

    public static IReadOnlyList<string> All(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"www.example.org" for "https://www.example.org/".</summary>
    public static string WithoutScheme(string url) => url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLine();
}

using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>Converts superscripts and subscripts between Markdown (1^er^, CO~2~), plain text (m²) and LaTeX (1^{er}).</summary>
public static partial class RaisedMarks
{
    private const string Plain = "0123456789+-\u2212=()";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>Removes the marks but keeps their text: search finds "1er" whether or not it was raised.</summary>
    public static string Without(string? markdown) => Marked().Replace(markdown ?? "", "$2");

    /// <summary>Writes digits as superscript or subscript characters, so that 10² is not read as 102; letters stay, as in 1er.</summary>
    public static string InPlainText(string word, bool isRaised)
    {
        var signs = isRaised ? Raised : Lowered;
        return word.All(c => Plain.Contains(c, StringComparison.Ordinal))
            ? string.Concat(word.Select(c => signs[Plain.IndexOf(c, StringComparison.Ordinal)])) : word;
    }

    /// <summary>The first "^{…}" or "_{…}" with the preceding word, or null.</summary>
    public static string? FirstLatex(string text) => Latex().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>Converts LaTeX marks to Markdown.</summary>
    public static string LatexToMarkdown(string text) =>
        Latex().Replace(text, m => m.Groups["before"].Value + (m.Groups["sign"].Value == "^" ? $"^{m.Groups["word"]}^" : $"~{m.Groups["word"]}~"));

    /// <summary>Converts LaTeX marks to plain text, for titles.</summary>
    public static string LatexToPlainText(string text) =>
        Latex().Replace(text, m => m.Groups["before"].Value + InPlainText(m.Groups["word"].Value, m.Groups["sign"].Value == "^"));

    [GeneratedRegex(@"([\^~])(?>([^\s^~]+))\1")]
    private static partial Regex Marked();

    // Pasting escapes a literal underscore with a backslash.
    [GeneratedRegex(@"(?<before>[\p{L}\p{N})\]]{1,30})\\?(?<sign>[\^_])\{(?<word>[^\s{}^~\\`*_\[\]<>|]{1,20})\}")]
    private static partial Regex Latex();
}

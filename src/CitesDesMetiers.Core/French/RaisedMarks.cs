using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>Superscripts and subscripts as people write them: in Markdown (1^er^, CO~2~), in plain text (m²), in the manner of LaTeX (1^{er}).</summary>
public static partial class RaisedMarks
{
    private const string Plain = "0123456789+-\u2212=()";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>The text with their words and without their signs: "1er" is found whether or not it was raised.</summary>
    public static string Without(string? markdown) => Marked().Replace(markdown ?? "", "$2");

    /// <summary>Digits have signs of their own, so that 10² is not read as 102; letters follow, as in 1er.</summary>
    public static string InPlainText(string word, bool isRaised)
    {
        ArgumentNullException.ThrowIfNull(word);
        var signs = isRaised ? Raised : Lowered;
        return word.All(c => Plain.Contains(c, StringComparison.Ordinal)) ? string.Concat(word.Select(c => signs[Plain.IndexOf(c, StringComparison.Ordinal)])) : word;
    }

    /// <summary>The first "^{…}" or "_{…}" with the word it stands after, or null.</summary>
    public static string? FirstLatex(string text) => Latex().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>What was written in the manner of LaTeX, in that of Markdown.</summary>
    public static string LatexToMarkdown(string text) =>
        Latex().Replace(text, m => m.Groups["before"].Value + (m.Groups["sign"].Value == "^" ? $"^{m.Groups["word"]}^" : $"~{m.Groups["word"]}~"));

    /// <summary>The same for a title, which knows no marks.</summary>
    public static string LatexToPlainText(string text) =>
        Latex().Replace(text, m => m.Groups["before"].Value + InPlainText(m.Groups["word"].Value, m.Groups["sign"].Value == "^"));

    [GeneratedRegex(@"([\^~])(?>([^\s^~]+))\1")]
    private static partial Regex Marked();

    // A backslash before the underscore is what pasting writes so that it means itself.
    [GeneratedRegex(@"(?<before>[\p{L}\p{N})\]]{1,30})\\?(?<sign>[\^_])\{(?<word>[^\s{}^~\\`*_\[\]<>|]{1,20})\}")]
    private static partial Regex Latex();
}

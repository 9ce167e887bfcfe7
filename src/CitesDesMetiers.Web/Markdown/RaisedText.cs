using System.Text;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Markdown;

/// <summary>Superscripts and subscripts in plain text: digits have signs of their own, so that 10² is not read as 102; letters follow, as in 1er.</summary>
internal static class RaisedText
{
    private const string Plain = "0123456789+-\u2212=()";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>The words of the text within its element, raised or lowered where that can be written.</summary>
    public static string Of(IText text)
    {
        var signs = text.ParentElement?.LocalName switch
        {
            "sup" => Raised,
            "sub" => Lowered,
            _ => null,
        };
        return signs is null || !text.Data.All(c => Plain.Contains(c, StringComparison.Ordinal))
            ? text.Data : string.Concat(text.Data.Select(c => signs[Plain.IndexOf(c, StringComparison.Ordinal)]));
    }

    /// <summary>All words within the element.</summary>
    public static string Of(IElement element) => element.Descendants<IText>().Aggregate(new StringBuilder(), (words, text) => words.Append(Of(text))).ToString();
}

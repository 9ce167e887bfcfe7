using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>Tells running heads, feet and page numbers from text: they stand at the edge of the page, and return.</summary>
internal static partial class Furniture
{
    /// <summary>The share of the page's height that counts as its edge.</summary>
    private const double Edge = 0.09;

    public static (List<Block> Text, List<Block> Furniture) Divide(IReadOnlyList<Block> blocks, IReadOnlyList<double> pageHeights)
    {
        bool IsAtEdge(Block b) => b.Box is { } box && b.Picture is null && b.Lines.Count <= 3
            && (box.Bottom < Edge * pageHeights[b.Page - 1] || box.Top > (1 - Edge) * pageHeights[b.Page - 1]);

        var often = blocks.Where(IsAtEdge).GroupBy(b => Shape(b.Text))
            .Where(g => g.Select(b => b.Page).Distinct().Count() >= Math.Max(2, pageHeights.Count / 3)).Select(g => g.Key).ToHashSet();
        var apart = blocks.ToLookup(b => IsAtEdge(b) && (often.Contains(Shape(b.Text)) || PlainTextReader.PageNumber().IsMatch(b.Text)));
        return ([.. apart[false]], [.. apart[true]]);
    }

    private static string Shape(string text) => Digits().Replace(text, "0").Trim();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

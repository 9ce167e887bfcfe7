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

    /// <summary>Takes furniture off the pages before lines become columns and paragraphs.</summary>
    public static (List<PageContent> Pages, List<Block> Furniture) Take(List<PageContent> pages)
    {
        var rows = pages.ConvertAll(p => Run.Of(p.Glyphs.Select(g => g.Glyph), 60)
            .Where(r => r.Bottom < Edge * p.Size.Height || r.Top > (1 - Edge) * p.Size.Height)
            .Select(r => (Run: r, Line: Lines.Of(r, []))).Where(r => r.Line.Text.Length > 0).ToList());
        var often = rows.SelectMany(r => r.Select(l => Shape(l.Line.Text)).Distinct()).GroupBy(s => s)
            .Where(g => g.Count() >= Math.Max(2, pages.Count / 3)).Select(g => g.Key).ToHashSet();
        var furniture = new List<Block>();
        var kept = new List<PageContent>();
        foreach (var (page, row) in pages.Zip(rows))
        {
            var taken = row.FindAll(r => often.Contains(Shape(r.Line.Text)) || PlainTextReader.PageNumber().IsMatch(r.Line.Text));
            var glyphs = taken.SelectMany(t => t.Run.Glyphs).ToHashSet(ReferenceEqualityComparer.Instance);
            furniture.AddRange(taken.Select(t => new Block(page.Number, t.Line.Box, [t.Line])));
            kept.Add(page with { Glyphs = page.Glyphs.FindAll(g => !glyphs.Contains(g.Glyph)) });
        }

        return (kept, furniture);
    }

    private static string Shape(string text) => Digits().Replace(text, "0").Trim();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

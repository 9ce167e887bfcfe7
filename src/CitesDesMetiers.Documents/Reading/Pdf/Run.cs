namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>Letters on one base line without a wide gap: at least a word, at most a line of a column.</summary>
internal sealed class Run(List<Glyph> glyphs)
{
    public List<Glyph> Glyphs => glyphs;
    public double Left { get; } = glyphs.Min(g => g.Left);
    public double Right { get; } = glyphs.Max(g => g.Right);
    public double Base { get; } = glyphs[0].Base;
    public double Size { get; } = glyphs.Max(g => g.Style.Size);
    public double Top => Base - (0.75 * Size);
    public double Bottom => Base + (0.2 * Size);
    public bool IsBold => glyphs.Count(g => g.Style.Bold) * 2 > glyphs.Count;

    /// <param name="gap">The width of a gap that ends a run, in parts of the font size.</param>
    public static List<Run> Of(IEnumerable<Glyph> glyphs, double gap)
    {
        var runs = new List<Run>();
        foreach (var row in Rows(glyphs))
        {
            var open = new List<Glyph>();
            var end = double.NaN;
            foreach (var glyph in row)
            {
                if (!glyph.IsSpace && open.Count > 0 && glyph.Left - end > gap * Math.Max(glyph.Style.Size, 6))
                {
                    Close(runs, open);
                    open = [];
                }

                if (!glyph.IsSpace || open.Count > 0)
                {
                    open.Add(glyph);
                }

                end = glyph.IsSpace ? end : glyph.Right;
            }

            Close(runs, open);
        }

        return runs;
    }

    private static void Close(List<Run> runs, List<Glyph> open)
    {
        while (open.Count > 0 && open[^1].IsSpace)
        {
            open.RemoveAt(open.Count - 1);
        }

        if (open.Count > 0)
        {
            runs.Add(new Run(open));
        }
    }

    /// <summary>Letters of one height, from left to right; those slightly raised belong to the row.</summary>
    private static IEnumerable<List<Glyph>> Rows(IEnumerable<Glyph> glyphs)
    {
        var row = new List<Glyph>();
        foreach (var glyph in glyphs.OrderBy(g => g.Base))
        {
            if (row.Count > 0 && glyph.Base - row[0].Base > 0.4 * Math.Max(row[0].Style.Size, glyph.Style.Size))
            {
                yield return Sorted(row);
                row = [];
            }

            row.Add(glyph);
        }

        if (row.Count > 0)
        {
            yield return Sorted(row);
        }
    }

    private static List<Glyph> Sorted(List<Glyph> row) => [.. row.OrderBy(g => g.Left)];
}

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>Makes paragraphs of the lines of one column, or of one tagged element.</summary>
internal static class Paragraphs
{
    /// <param name="isTagged">Whether the lines are known to be one paragraph: then only a change of the style ends it.</param>
    public static List<Block> Of(IReadOnlyList<Line> lines, int page, bool isTagged)
    {
        var leading = Leading(lines);
        var right = lines.Max(l => l.Box!.Right);
        var blocks = new List<List<Line>>();
        foreach (var line in lines)
        {
            if (blocks.Count == 0 || Ends(blocks[^1], line, leading, right, isTagged))
            {
                blocks.Add([]);
            }

            blocks[^1].Add(line);
        }

        return blocks.ConvertAll(b => BlockOf(b, page));
    }

    private static Block BlockOf(List<Line> lines, int page)
    {
        var box = new Box(lines.Min(l => l.Box!.Left), lines.Min(l => l.Box!.Top), lines.Max(l => l.Box!.Right), lines.Max(l => l.Box!.Bottom));
        var bullet = PlainTextReader.Bullet().Match(lines[0].Text);
        if (bullet.Success)
        {
            lines[0] = lines[0].From(bullet.Length);
        }

        return new Block(page, box, lines, ListLevel: bullet.Success ? 0 : null);
    }

    private static bool Ends(List<Line> open, Line line, double leading, double right, bool isTagged)
    {
        var last = open[^1];
        var (before, style) = (last.Style, line.Style);
        if (Math.Abs(style.Size - before.Size) > Math.Max(0.6, 0.06 * before.Size) || style.Bold != before.Bold
            || (style.Colour != before.Colour && line.Links is null && last.Links is null))
        {
            return true;
        }

        if (isTagged)
        {
            return false;
        }

        var step = line.Box!.Bottom - last.Box!.Bottom;
        var isListed = PlainTextReader.Bullet().IsMatch(open[0].Text);
        return PlainTextReader.Bullet().IsMatch(line.Text)
            || step > Math.Max(1.3 * leading, 1.45 * style.Size) || step < -style.Size
            || (isListed && line.Box.Left < open[0].Box!.Left + 2 && step > 1.05 * leading)
            // A first line that is indented, after a last line that is not full.
            || (!isListed && line.Box.Left > last.Box.Left + (0.8 * style.Size) && open.Count > 1
                && right - last.Box.Right > 3 * style.Size && last.Text[^1] is '.' or '!' or '?');
    }

    /// <summary>The usual distance of base lines.</summary>
    private static double Leading(IReadOnlyList<Line> lines)
    {
        var steps = lines.Zip(lines.Skip(1), (a, b) => b.Box!.Bottom - a.Box!.Bottom).Where(s => s > 2).Order().ToList();
        return steps.Count == 0 ? 14 : steps[steps.Count / 3];
    }
}

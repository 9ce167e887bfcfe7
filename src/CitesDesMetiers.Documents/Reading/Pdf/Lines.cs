using System.Text;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>Makes lines of text of runs.</summary>
internal static class Lines
{
    /// <summary>A gap that stands for a space, in parts of the font size.</summary>
    private const double Space = 0.16;

    /// <param name="links">The links of the page.</param>
    public static Line Of(Run run, IReadOnlyList<PageLink> links)
    {
        var (text, emphases) = Written(run.Glyphs).Finish();
        var style = run.Glyphs.GroupBy(g => g.Style).MaxBy(g => g.Count())!.Key;
        var bold = run.Glyphs.Count(g => g.Style.Bold || g.IsSpace) == run.Glyphs.Count;
        var found = links.Select(l => new Link(Trimmed(Written(run.Glyphs.FindAll(l.Covers)).Finish().Text), l.Address))
            .Where(l => l.Text.Length > 0).ToList();
        return new Line(
            text, style with { Bold = bold || style.Bold }, new Box(run.Left, run.Top, run.Right, run.Bottom), found.Count > 0 ? found : null,
            emphases);
    }

    private static LineText Written(List<Glyph> glyphs)
    {
        var text = new LineText();
        Glyph? last = null;
        foreach (var glyph in glyphs)
        {
            var isApart = last is not null && glyph.Left - last.Right > Space * Math.Max(6, glyph.Style.Size);
            if (glyph.IsSpace)
            {
                if (text.Length > 0 && !text.EndsInSpace)
                {
                    text.AppendSpace(glyph.Text is "\u00A0" or "\u202F" ? glyph.Text : " ");
                }
            }
            else
            {
                if (isApart && text.Length > 0 && !text.EndsInSpace)
                {
                    text.AppendSpace();
                }

                text.Append(glyph.Text, glyph.Style.Bold, glyph.Style.Italic);
            }

            last = glyph;
        }

        return text;
    }

    /// <summary>The rectangles of links often cover the punctuation after them.</summary>
    private static string Trimmed(string text) => text.Trim().TrimEnd('.', ',', ';', ':', ')', '>', '»').TrimStart('(', '<', '«').Trim();
}

/// <summary>A link of a page: its rectangle and where it leads.</summary>
internal sealed record PageLink(Box Box, string Address)
{
    public bool Covers(Glyph glyph) =>
        (glyph.Left + glyph.Right) / 2 is var middle && middle >= Box.Left && middle <= Box.Right
            && glyph.Base - (0.3 * glyph.Style.Size) is var height && height >= Box.Top && height <= Box.Bottom;
}

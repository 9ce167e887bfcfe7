using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Writes parts as Markdown: paragraphs, lists, links, emphasis and headings within a text.</summary>
internal static partial class MarkdownText
{
    private const int LongestHeading = 90;

    /// <param name="keepsEmphasis">Whether bold and italics are kept; rules look at the words without them.</param>
    public static string Of(IEnumerable<Part> parts, bool keepsEmphasis = true)
    {
        var written = parts.Where(p => !p.IsPicture && p.Text.Length > 0).ToList();
        var (bold, italic) = (keepsEmphasis && IsRare(written, l => l.Bold), keepsEmphasis && IsRare(written, l => l.Italic));
        var usual = written.GroupBy(p => Math.Round(p.Block.Style.Size)).OrderByDescending(g => g.Sum(p => p.Text.Length)).FirstOrDefault()?.Key ?? 0;
        var text = new StringBuilder();
        Part? last = null;
        foreach (var part in written)
        {
            if (last is not null)
            {
                text.Append(last.Block.ListLevel is not null && part.Block.ListLevel is not null ? "\n" : "\n\n");
            }

            text.Append(part.Block.ListLevel is { } level ? new string(' ', 2 * Math.Min(level, 4)) + "- " : IsHeading(part, usual) ? "## " : "")
                .Append(IsHeading(part, usual) ? Linked(part, part.Text).Text : Emphasised(part, bold, italic));
            last = part;
        }

        return text.ToString();
    }

    private static bool IsHeading(Part part, double usual) =>
        part.Text.Length <= LongestHeading && part.Text[^1] is not ('.' or ',' or ';' or ':') && part.Block.ListLevel is null
            && (part.Block.Heading is not null || part.Block.Style.Bold || Math.Round(part.Block.Style.Size) > usual + 0.5);

    /// <summary>What most of a text is written in emphasises nothing.</summary>
    private static bool IsRare(List<Part> parts, Func<Emphasis, bool> has) =>
        2 * parts.Sum(p => p.Block.Lines.Sum(l => l.Emphases?.Where(has).Sum(k => k.Length) ?? 0)) < parts.Sum(p => p.Text.Length);

    /// <summary>Where a link and an emphasis cross, the link is kept.</summary>
    private static string Emphasised(Part part, bool bold, bool italic)
    {
        var (plain, links) = Linked(part, part.Text);
        return (bold || italic) && EmphasisMarkdown.Mark(part.Block.Lines, bold, italic) is { } marked
            && Linked(part, marked) is var linked && linked.Links == links
            ? EmphasisMarkdown.Of(linked.Text) : plain;
    }

    private static (string Text, int Links) Linked(Part part, string words)
    {
        var (text, found) = (Escaped(words), 0);
        foreach (var link in part.Block.Lines.SelectMany(l => l.Links ?? []).DistinctBy(l => l.Text))
        {
            var under = Escaped(link.Text);
            if (under.Length > 2 && !link.Address.Contains(link.Text, StringComparison.OrdinalIgnoreCase) && Web().IsMatch(link.Address)
                && text.IndexOf(under, StringComparison.Ordinal) is >= 0 and var at)
            {
                text = $"{text[..at]}[{under}](<{link.Address.Replace(">", "%3E", StringComparison.Ordinal)}>){text[(at + under.Length)..]}";
                found++;
            }
        }

        return (text, found);
    }

    private static string Escaped(string text) => Markup().Replace(text, "\\$0");

    /// <summary>Underlines within words and addresses are no markup.</summary>
    [GeneratedRegex(@"[*\[\]`\\]|(?<![\p{L}\p{N}/])_|_(?![\p{L}\p{N}])|^[#>]|^\d+(?=[.)] )")]
    private static partial Regex Markup();

    [GeneratedRegex("^(?:https?://|mailto:)[^<\n]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Web();
}

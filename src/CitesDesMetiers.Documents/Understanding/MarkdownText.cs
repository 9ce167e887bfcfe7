using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Writes parts as Markdown: paragraphs, lists, links and headings within a text.</summary>
internal static partial class MarkdownText
{
    private const int LongestHeading = 90;

    public static string Of(IEnumerable<Part> parts)
    {
        var written = parts.Where(p => !p.IsPicture && p.Text.Length > 0).ToList();
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
                .Append(Linked(part));
            last = part;
        }

        return text.ToString();
    }

    private static bool IsHeading(Part part, double usual) =>
        part.Text.Length <= LongestHeading && part.Text[^1] is not ('.' or ',' or ';' or ':') && part.Block.ListLevel is null
            && (part.Block.Heading is not null || part.Block.Style.Bold || Math.Round(part.Block.Style.Size) > usual + 0.5);

    private static string Linked(Part part)
    {
        var text = Escaped(part.Text);
        foreach (var link in part.Block.Lines.SelectMany(l => l.Links ?? []).DistinctBy(l => l.Text))
        {
            var words = Escaped(link.Text);
            if (words.Length > 2 && !link.Address.Contains(link.Text, StringComparison.OrdinalIgnoreCase) && Web().IsMatch(link.Address)
                && text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at)
            {
                text = $"{text[..at]}[{words}](<{link.Address.Replace(">", "%3E", StringComparison.Ordinal)}>){text[(at + words.Length)..]}";
            }
        }

        return text;
    }

    private static string Escaped(string text) => Markup().Replace(text, "\\$0");

    /// <summary>Underlines within words and addresses are no markup.</summary>
    [GeneratedRegex(@"[*\[\]`\\]|(?<![\p{L}\p{N}/])_|_(?![\p{L}\p{N}])|^[#>]|^\d+(?=[.)] )")]
    private static partial Regex Markup();

    [GeneratedRegex("^(?:https?://|mailto:)[^<\n]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Web();
}

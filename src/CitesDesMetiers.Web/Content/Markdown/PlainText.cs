using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Converts HTML to the text part of a mail. Blank lines separate paragraphs. Lists have hyphens or numbers, table rows become lists
/// of "Titre : valeur". Links become "texte : https://…", pictures "[Image : …]".
/// </summary>
/// <remarks>
/// Lines end with \n and have at most 72 characters, except for a longer address. No line is broken at a no-break space. U+202F
/// becomes U+00A0.
/// </remarks>
internal sealed class PlainText
{
    /// <summary>Maximum line length in characters. RFC 5322 (2.1.1) recommends 78; quoting needs some of them.</summary>
    public const int Width = 72;

    /// <summary>Separates parts. It is short, because screen readers read each of its characters.</summary>
    public const string Rule = "---";

    private readonly bool french;
    private readonly string colon;

    private PlainText(string language)
    {
        french = Languages.IsFrench(language);
        colon = french ? "\u00A0: " : ": ";
    }

    /// <param name="html">Output of <see cref="MarkdownRenderer"/>, with typography.</param>
    /// <param name="language">BCP 47 tag. It decides the space before a colon.</param>
    public static string ToText(string html, string language = "fr")
    {
        var lines = new PlainText(language).Blocks(HtmlFragment.Parse(html), Width);
        return string.Join('\n', lines).Replace(Typography.NarrowNoBreakSpace, Typography.NoBreakSpace);
    }

    private List<string> Blocks(INode parent, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var child in parent.ChildNodes)
        {
            if (child is IElement { LocalName: "p" or "ul" or "ol" or "blockquote" or "pre" or "hr" or "table" or ['h', >= '1' and <= '6'] } block)
            {
                Append(lines, Wrap(line, width), tight: false);
                Append(lines, Block(block, width), tight: parent.NodeName == "LI" && block.LocalName is "ul" or "ol");
            }
            else
            {
                Inline(child, line);
            }
        }

        Append(lines, Wrap(line, width), tight: false);
        return lines;
    }

    private List<string> Block(IElement block, int width) => block.LocalName switch
    {
        "ul" or "ol" => Items(block, width),
        "blockquote" => [.. Blocks(block, width - 2).Select(line => $"> {line}".TrimEnd(' '))],
        "pre" => [.. block.TextContent.TrimEnd('\n').Split('\n')],
        "hr" => [Rule],
        "table" => Rows(block, width),
        _ => Blocks(block, width),
    };

    private List<string> Items(IElement list, int width)
    {
        var number = int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        var lines = new List<string>();
        foreach (var item in list.Children)
        {
            var mark = list.LocalName == "ol" ? FormattableString.Invariant($"{number++}. ") : "- ";
            var indent = new string(' ', mark.Length);
            lines.AddRange(Blocks(item, Math.Max(width - mark.Length, 20))
                .Select((line, i) => (i == 0 ? mark : line.Length == 0 ? "" : indent) + line));
        }

        return lines;
    }

    private List<string> Rows(IElement table, int width)
    {
        var headings = table.QuerySelectorAll("thead :is(th,td)").Select(Words).ToList();
        var rows = table.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(Words).Select((cell, i) =>
            cell.Length > 0 && headings.ElementAtOrDefault(i) is { Length: > 0 } heading ? $"{heading}{colon}{cell}" : cell)).ToList();
        return
        [
            .. (rows.Count > 0 ? rows : [headings]).SelectMany(row => row.Where(cell => cell.Length > 0)
                .SelectMany(cell => Wrap(new StringBuilder(cell), width - 2)).Select((line, i) => (i == 0 ? "- " : "  ") + line)),
        ];
    }

    private string Words(IElement cell)
    {
        var words = new StringBuilder();
        Inline(cell, words);
        return words.ToString().Trim();
    }

    private void Inline(INode node, StringBuilder line)
    {
        switch (node)
        {
            case IText text:
                line.Append(RaisedText.Of(text).Replace('\n', ' '));
                break;
            case IElement { LocalName: "br" }:
                line.Append('\n');
                break;
            case IElement { LocalName: "img" } image:
                line.Append(Picture(image.GetAttribute("alt")?.Trim()));
                break;
            case IElement { LocalName: "a" } link:
                line.Append(Link(link));
                break;
            default:
                foreach (var child in node.ChildNodes)
                {
                    Inline(child, line);
                }

                break;
        }
    }

    private string Picture(string? description) =>
        string.IsNullOrEmpty(description) ? "" : $"[Image{colon}{(french ? Typography.ForMail(description) : description)}]";

    private string Link(IElement link)
    {
        var href = link.GetAttribute("href") ?? "";
        var address = href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(href["mailto:".Length..])
            : href.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? href["tel:".Length..] : href;
        var text = new StringBuilder();
        foreach (var child in link.ChildNodes)
        {
            Inline(child, text);
        }

        return HtmlFragment.ShowsItsAddress(link) || string.IsNullOrWhiteSpace(text.ToString()) ? address : $"{text}{colon}{address}";
    }

    private static void Append(List<string> lines, List<string> block, bool tight)
    {
        if (lines.Count > 0 && block.Count > 0 && !tight)
        {
            lines.Add("");
        }

        lines.AddRange(block);
    }

    /// <summary>Wraps the text at ordinary spaces and clears the builder.</summary>
    private static List<string> Wrap(StringBuilder text, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ToString().Trim([' ', '\n', '\t']).Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var word in paragraph.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            lines.Add(line.ToString());
        }

        text.Clear();
        return lines is [""] ? [] : lines;
    }
}

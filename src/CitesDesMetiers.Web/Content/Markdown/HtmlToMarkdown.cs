using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Reduces the HTML of a mail to the Markdown of our texts: paragraphs, headings, lists, links, bold and italics. Tables become lines, since
/// mails are laid out with them; everything else is dropped.
/// </summary>
internal static partial class HtmlToMarkdown
{
    private const int Deepest = 80;
    private const string Dropped = "head, script, style, title, template, noscript, svg, object, iframe";

    /// <param name="without">A selector of elements to leave out.</param>
    public static string Of(string html, string? without = null)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll(without is null ? Dropped : $"{Dropped}, {without}").ToList())
        {
            element.Remove();
        }

        var text = new StringBuilder();
        Write(document.Body!, text, "", 0);
        return ManyLines().Replace(SpacesAtEnd().Replace(text.ToString(), "\n"), "\n\n").Trim();
    }

    /// <param name="start">What begins each line within this element, such as the indent of a list.</param>
    private static void Write(INode parent, StringBuilder text, string start, int depth)
    {
        foreach (var node in parent.ChildNodes)
        {
            switch (node)
            {
                case IText words:
                    var own = Spaces().Replace(words.Data, " ");
                    text.Append(Escape(text.Length == 0 || text[^1] is '\n' or ' ' ? own.TrimStart(' ') : own));
                    break;
                case IElement element when depth < Deepest:
                    WriteElement(element, text, start, depth + 1);
                    break;
            }
        }
    }

    private static void WriteElement(IElement element, StringBuilder text, string start, int depth)
    {
        switch (element.LocalName)
        {
            case "br":
                text.Append('\n').Append(start);
                break;
            case "b" or "strong":
                Mark(element, text, start, "**", depth);
                break;
            case "i" or "em":
                Mark(element, text, start, "*", depth);
                break;
            case "a":
                WriteLink(element, text, start, depth);
                break;
            case "h1" or "h2" or "h3":
                Block(element, text, start, start + "### ", depth);
                break;
            case "h4" or "h5" or "h6":
                Block(element, text, start, start + "#### ", depth);
                break;
            case "li":
                var isOrdered = element.ParentElement?.LocalName is "ol";
                var number = isOrdered ? $"{element.ParentElement!.Children.Index(element) + 1}. " : "- ";
                Line(text);
                text.Append(start).Append(number);
                Write(element, text, start + new string(' ', number.Length), depth);
                break;
            case "blockquote":
                Block(element, text, start + "> ", start + "> ", depth);
                break;
            case "p" or "ul" or "ol" or "table":
                Block(element, text, start, start, depth);
                break;
            case "div" or "section" or "article" or "header" or "footer" or "tr" or "center" or "pre" or "hr":
                Line(text);
                text.Append(start);
                Write(element, text, start, depth);
                Line(text);
                break;
            case "td" or "th":
                Write(element, text, start, depth);
                text.Append(' ');
                break;
            default:
                Write(element, text, start, depth);
                break;
        }
    }

    private static void Block(IElement element, StringBuilder text, string start, string first, int depth)
    {
        // A paragraph that opens a list item stays on its line.
        if (text.Length > 0 && element.ParentElement?.LocalName is not "li")
        {
            Line(text);
            text.Append('\n').Append(first);
        }
        else if (element.LocalName is "ul" or "ol")
        {
            Line(text);
        }
        else
        {
            text.Append(text.Length == 0 ? first : "");
        }

        Write(element, text, start, depth);
        Line(text);
        text.Append('\n');
    }

    /// <summary>Marks the words without the spaces around them, which would make the mark part of the text.</summary>
    private static void Mark(IElement element, StringBuilder text, string start, string mark, int depth)
    {
        var inner = new StringBuilder();
        Write(element, inner, start, depth);
        var words = inner.ToString();
        var trimmed = words.Trim();
        if (trimmed.Length == 0 || trimmed.Contains('\n', StringComparison.Ordinal) || trimmed.StartsWith('*'))
        {
            text.Append(words);
            return;
        }

        text.Append(char.IsWhiteSpace(words[0]) ? " " : "").Append(mark).Append(trimmed).Append(mark)
            .Append(char.IsWhiteSpace(words[^1]) ? " " : "");
    }

    private static void WriteLink(IElement element, StringBuilder text, string start, int depth)
    {
        var inner = new StringBuilder();
        Write(element, inner, start, depth);
        var (words, href) = (inner.ToString().Trim(), element.GetAttribute("href") ?? "");
        text.Append(!Address().IsMatch(href) || words.Length == 0 ? words
            : element.TextContent.Trim().TrimEnd('/') is var shown && (href.TrimEnd('/') == shown || IsOwnMailAddress(element)) ? shown
            : $"[{words.Replace('\n', ' ')}]({href})");
    }

    private static bool IsOwnMailAddress(IElement link) =>
        link.GetAttribute("href")!.StartsWith("mailto:", StringComparison.Ordinal) && HtmlFragment.ShowsItsAddress(link);

    private static void Line(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    [GeneratedRegex(@"[\s]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[ \t]+\n")]
    private static partial Regex SpacesAtEnd();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyLines();

    [GeneratedRegex(@"[\\*\[\]<`]|(?<![\w])_|_(?![\w])")]
    private static partial Regex Special();

    [GeneratedRegex(@"^(https?://[^\s()<>]+|mailto:[^\s()<>]+)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>What a person reads or hears of a page: its texts, a line for each block, then its labels, titles and descriptions.</summary>
internal static partial class VisibleText
{
    private static readonly HtmlParser Parser = new();
    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "textarea", "pre", "code", "noscript"
    };
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
        { "a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time",
            "u", "var", "kbd", "tspan" };
    private static readonly string[] Spoken = ["alt", "title", "aria-label", "placeholder", "aria-description"];

    /// <summary>Lines without a space at either end, none of them empty.</summary>
    public static IReadOnlyList<string> Of(string html)
    {
        var page = Parser.ParseDocument(html);
        var text = new StringBuilder(page.Title).Append('\n');
        Append(text, page.Body!);
        foreach (var element in page.All.Where(e => !e.Ancestors<IElement>().Prepend(e).Any(IsForeign)))
        {
            foreach (var name in Spoken)
            {
                text.Append('\n').Append(element.GetAttribute(name)?.ReplaceLineEndings(" "));
            }

            if (element is IHtmlMetaElement { Content: { } said } meta
                && (meta.Name == "description" || meta.GetAttribute("property") is "og:title" or "og:description"))
            {
                text.Append('\n').Append(said);
            }
        }

        return [.. text.ToString().Split('\n').Select(line => Blank().Replace(line, " ").Trim(' ')).Where(line => line.Length > 0)];
    }

    private static bool IsForeign(IElement element) => element.GetAttribute("lang") is { Length: > 0 } and not "fr";

    private static void Append(StringBuilder text, INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data.ReplaceLineEndings(" "));
                    break;
                case IElement { LocalName: var name } inner when Silent.Contains(name) || IsForeign(inner):
                    text.Append('…');
                    break;
                case IHtmlTemplateElement template:
                    text.Append('\n');
                    Append(text, template.Content);
                    text.Append('\n');
                    break;
                case IElement element when Inline.Contains(element.LocalName):
                    Append(text, element);
                    break;
                case IElement element:
                    text.Append('\n');
                    Append(text, element);
                    text.Append('\n');
                    break;
            }
        }
    }

    [GeneratedRegex("[ \t\r\f]+")]
    private static partial Regex Blank();
}

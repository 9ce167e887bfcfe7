using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>All words of a text as one line, for the search and the passages that it shows.</summary>
public static partial class PlainLine
{
    private static readonly HashSet<string> Blocks = ["p", "li", "br", "td", "th", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figcaption"];

    /// <param name="html">Output of <see cref="MarkdownRenderer"/>.</param>
    public static string Of(string html)
    {
        var words = new StringBuilder();
        foreach (var node in HtmlFragment.Parse(html).Descendants())
        {
            if (node is IText text)
            {
                words.Append(RaisedText.Of(text));
            }
            else if (node is IElement { LocalName: var name } && Blocks.Contains(name))
            {
                words.Append(' ');
            }
        }

        return Spaces().Replace(words.ToString(), " ").Trim(' ');
    }

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Spaces();
}

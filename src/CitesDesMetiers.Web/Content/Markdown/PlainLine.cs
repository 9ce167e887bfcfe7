using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>All words of a text as one line, for the search and the passages that it shows.</summary>
public static partial class PlainLine
{
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
            else if (node is IElement { LocalName: "p" or "li" or "br" or "td" or "th" or "tr" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "pre" or "figcaption" })
            {
                words.Append(' ');
            }
        }

        return Spaces().Replace(words.ToString(), " ").Trim(' ');
    }

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Spaces();
}

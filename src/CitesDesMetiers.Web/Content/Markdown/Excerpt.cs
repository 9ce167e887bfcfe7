using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Creates the beginning of a text for lists, feeds and page descriptions.</summary>
internal static partial class Excerpt
{
    /// <summary>
    /// Returns the first words as one line of plain text, without headings, tables, code and pictures. A shortened text ends after a
    /// whole word with "…". The result is empty for a text without words.
    /// </summary>
    /// <param name="html">Output of <see cref="MarkdownRenderer"/>.</param>
    /// <param name="max">Maximum number of characters, including "…".</param>
    public static string From(string html, int max = 300)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        var text = Spaces().Replace(Words(HtmlFragment.Parse(html)), " ").Trim(' ');
        if (text.Length <= max)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', max - 1);
        var cut = text[..(space > 0 ? space : max - 1)];
        cut = cut.Length > 0 && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
        return TrailingSigns().Replace(cut, "") + "…";
    }

    private static string Words(IElement root)
    {
        var words = new StringBuilder();
        foreach (var node in root.Descendants())
        {
            if (node is IText text && text.ParentElement?.Closest("h1,h2,h3,h4,h5,h6,pre,table") is null)
            {
                words.Append(RaisedText.Of(text));
            }
            else if (node is IElement { LocalName: "p" or "li" or "br" or "blockquote" })
            {
                words.Append(' ');
            }
        }

        return words.ToString();
    }

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\s.,;:!?…«(–-]+\z", RegexOptions.RightToLeft)]
    private static partial Regex TrailingSigns();
}

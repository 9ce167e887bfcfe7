using System.Text;
using AngleSharp.Dom;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Superscripts and subscripts of an HTML tree in plain text.</summary>
internal static class RaisedText
{
    /// <summary>The words of the text within its element, raised or lowered where that can be written.</summary>
    public static string Of(IText text) =>
        text.ParentElement?.LocalName is "sup" or "sub" ? RaisedMarks.InPlainText(text.Data, text.ParentElement.LocalName == "sup") : text.Data;

    /// <summary>All words within the element.</summary>
    public static string Of(IElement element) => element.Descendants<IText>().Aggregate(new StringBuilder(), (words, text) => words.Append(Of(text))).ToString();
}

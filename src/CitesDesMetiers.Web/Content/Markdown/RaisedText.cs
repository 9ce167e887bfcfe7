using System.Text;
using AngleSharp.Dom;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Writes superscripts and subscripts of an HTML tree as plain text.</summary>
internal static class RaisedText
{
    /// <summary>The text, with superscript or subscript characters where Unicode has them.</summary>
    public static string Of(IText text) =>
        text.ParentElement?.LocalName is "sup" or "sub" ? RaisedMarks.InPlainText(text.Data, text.ParentElement.LocalName == "sup") : text.Data;

    /// <summary>The whole text of the element.</summary>
    public static string Of(IElement element) =>
        element.Descendants<IText>().Aggregate(new StringBuilder(), (words, text) => words.Append(Of(text))).ToString();
}

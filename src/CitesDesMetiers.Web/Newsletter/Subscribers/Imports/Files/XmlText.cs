using System.Xml;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

internal static class XmlText
{
    /// <summary>
    /// Reads the text of a cell or a shared string: its v and t elements without phonetic readings (rPh). Leaves the reader at the end of
    /// the element.
    /// </summary>
    public static string Of(XmlReader element)
    {
        if (element.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, isInside, reading) = (element.Depth, "", false, -1);
        while (element.Read() && element.Depth > depth)
        {
            switch (element.NodeType)
            {
                case XmlNodeType.Element:
                    reading = reading >= 0 && element.Depth > reading ? reading : element.LocalName is "rPh" ? element.Depth : -1;
                    isInside = reading < 0 && element.LocalName is "v" or "t";
                    break;
                case XmlNodeType.EndElement:
                    isInside = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when isInside
                    && text.Length <= SheetFile.MaxText:
                    text += element.Value;
                    break;
            }
        }

        return text;
    }
}

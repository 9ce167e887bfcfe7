using Microsoft.AspNetCore.Components;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Tables for Outlook for Windows only, which does not support max-width. They are strings, because Razor removes comments.</summary>
internal static class Mso
{
    private const string Table = """<table role="presentation" border="0" cellpadding="0" cellspacing="0" """;

    /// <summary>Prevents Outlook on high-density screens from scaling the text without the layout.</summary>
    public static readonly MarkupString PixelDensity = Only(
        """<xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings>"""
            + "<o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>");

    public static readonly MarkupString Close = Only("</td></tr></table>");

    /// <param name="width">In pixels.</param>
    public static MarkupString OpenPage(int width) => Only($"{Table}width=\"{width}\" align=\"center\"><tr><td>");

    public static MarkupString OpenColumns(int first) => Only($"{Table}width=\"100%\"><tr><td width=\"{first}\" valign=\"top\">");

    public static MarkupString NextColumn(int width) => Only($"</td><td width=\"{width}\" valign=\"top\">");

    private static MarkupString Only(string markup) => new($"<!--[if mso]>{markup}<![endif]-->");
}

using Microsoft.AspNetCore.Components;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Tables that only Outlook for Windows sees, which knows no max-width. Razor drops comments, hence markup as strings.
/// </summary>
internal static class Mso
{
    private const string Table = """<table role="presentation" border="0" cellpadding="0" cellspacing="0" """;

    /// <summary>Without it, Outlook on a dense screen enlarges the text but not the layout.</summary>
    public static readonly MarkupString PixelDensity = Only(
        """<xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>""");

    public static readonly MarkupString Close = Only("</td></tr></table>");

    /// <param name="width">Pixels.</param>
    public static MarkupString OpenPage(int width) => Only($"{Table}width=\"{width}\" align=\"center\"><tr><td>");

    public static MarkupString OpenColumns(int first) => Only($"{Table}width=\"100%\"><tr><td width=\"{first}\" valign=\"top\">");

    public static MarkupString NextColumn(int width) => Only($"</td><td width=\"{width}\" valign=\"top\">");

    private static MarkupString Only(string markup) => new($"<!--[if mso]>{markup}<![endif]-->");
}

using AngleSharp.Dom;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Converts HTML for mail programs. Styles are inline, because several French webmails remove style sheets. Sizes are in pixels, and
/// margins replace paddings, because Outlook supports padding on table cells only (caniemail.com).
/// </summary>
internal static class MailHtml
{
    private const string Text =
        $"color:{MailStyle.Ink};font-family:{MailStyle.BodyFont};font-size:{MailStyle.FontSize};line-height:{MailStyle.LineHeight};";
    private const string Headline = $"color:{MailStyle.Ink};font-family:{MailStyle.HeadlineFont};font-weight:bold;margin:24px 0 8px 0;";

    private const string Cell =
        $"color:{MailStyle.Ink};font-family:{MailStyle.BodyFont};font-size:15px;line-height:22px;padding:6px 10px 6px "
            + "0;text-align:left;vertical-align:top;";

    private static readonly Dictionary<string, string> Styles = new()
    {
        ["p"] = Text + "margin:0 0 16px 0;",
        ["ul"] = Text + "margin:0 0 16px 24px;padding:0;",
        ["ol"] = Text + "margin:0 0 16px 24px;padding:0;",
        ["li"] = Text + "margin:0 0 8px 0;",
        ["blockquote"] = Text + "margin:0 0 16px 24px;font-style:italic;",
        ["h3"] = Headline + "font-size:20px;line-height:28px;",
        ["h4"] = Headline + "font-size:18px;line-height:26px;",
        ["h5"] = Headline + "font-size:16px;line-height:24px;",
        ["h6"] = Headline + "font-size:16px;line-height:24px;",
        ["a"] = $"color:{MailStyle.Petrol};text-decoration:underline;",
        ["strong"] = "font-weight:bold;",
        ["em"] = "font-style:italic;",
        ["sup"] = "font-size:14px;line-height:0;vertical-align:super;",
        ["sub"] = "font-size:14px;line-height:0;vertical-align:sub;",
        ["code"] = $"font-family:{MailStyle.CodeFont};font-size:15px;",
        ["pre"] = $"color:{MailStyle.Ink};font-size:15px;line-height:{MailStyle.LineHeight};margin:0 0 16px 0;white-space:pre-wrap;",
        ["hr"] = $"border:0;border-top:1px solid {MailStyle.Rule};margin:24px 0;",
        ["table"] = "width:100%;border-collapse:collapse;margin:0 0 16px 0;",
        ["th"] = Cell + $"border-bottom:1px solid {MailStyle.Rule};font-weight:bold;",
        ["td"] = Cell + $"border-bottom:1px solid {MailStyle.Rule};",
        ["img"] = "max-width:100%;height:auto;display:block;border:0;",
    };

    /// <summary>Returns the fragment with inline styles, absolute picture addresses, and U+00A0 instead of U+202F.</summary>
    /// <param name="html">Output of <see cref="MarkdownRenderer"/>.</param>
    /// <param name="baseUrl">The public address of the site, which may contain a path.</param>
    /// <param name="imageWidth">Width of the column in pixels. Outlook for Windows needs it as an attribute.</param>
    /// <param name="font">Font of the running text.</param>
    public static string Inline(string html, Uri baseUrl, int imageWidth = MailStyle.Width, string font = MailStyle.BodyFont)
    {
        var body = HtmlFragment.Parse(html);
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (Styles.TryGetValue(element.LocalName, out var style))
            {
                element.SetAttribute("style", style.Replace(MailStyle.BodyFont, font, StringComparison.Ordinal));
            }

            if (element.LocalName == "img")
            {
                Place(element, baseUrl, imageWidth);
            }
            else if (element.LocalName == "table")
            {
                // Layout tables have the role "presentation". This one contains data.
                element.SetAttribute("role", "table");
                element.SetAttribute("width", "100%");
            }
        }

        return body.InnerHtml.Replace(Typography.NarrowNoBreakSpace, Typography.NoBreakSpace);
    }

    private static void Place(IElement image, Uri baseUrl, int width)
    {
        if (int.TryParse(image.GetAttribute("width"), out var own) && int.TryParse(image.GetAttribute("height"), out var height) && own > 0)
        {
            width = Math.Min(width, own);
            image.SetAttribute("height", FormattableString.Invariant($"{Math.Max(1, height * width / own)}"));
        }

        image.SetAttribute("width", FormattableString.Invariant($"{width}"));
        if (image.GetAttribute("src") is ['/', ..] path)
        {
            image.SetAttribute("src", baseUrl.AbsoluteUri.TrimEnd('/') + InlinePictures.ForMail(path));
        }
    }
}

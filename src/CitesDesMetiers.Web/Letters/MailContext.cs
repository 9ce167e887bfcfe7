using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>What all parts of a mail share: its language and the addresses of the site.</summary>
/// <param name="language">BCP 47 tag.</param>
public abstract class MailContext(SiteOptions site, string language)
{
    /// <summary>The Razor component of the HTML; its parameter <c>Mail</c> is this context.</summary>
    internal abstract Type Component { get; }

    public string Language => language;

    /// <summary>The <c>lang</c> of the fixed texts, which are always French; null when the mail is French too.</summary>
    public string? LabelLanguage => Languages.IsFrench(language) ? null : "fr";

    /// <summary>The look of the network; null for the usual one.</summary>
    public abstract NetworkLook? Look { get; }

    /// <summary>The text part.</summary>
    internal abstract string WriteText();

    public string Url(string path) => site.Absolute(path);

    /// <summary>Applies French typography to a text if its language is French.</summary>
    /// <param name="of">Language of the text; null for that of the mail.</param>
    public string Type(string? text, string? of = null) =>
        text is null ? "" : Languages.IsFrench(of ?? language) ? Typography.ForMail(text) : text;

    /// <summary>Converts sanitised HTML for mail programs.</summary>
    /// <param name="width">Width of the column in pixels.</param>
    public string Inline(string html, int width, string font = MailStyle.BodyFont) => MailHtml.Inline(html, site.PublicUri, width, font);

    /// <summary>The text direction of a language: "ltr" or "rtl".</summary>
    public static string DirectionOf(string language) => language.Split('-')[0].ToLowerInvariant() is "ar" or "fa" or "he" or "ur" ? "rtl" : "ltr";
}

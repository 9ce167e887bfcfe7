using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>What all parts of a mail share: its language and the addresses of the site.</summary>
/// <param name="language">BCP 47 tag.</param>
public class MailContext(SiteOptions site, string language)
{
    public string Language => language;

    /// <summary>The <c>lang</c> of our own words, which are French whatever the mail is written in; null where they need none.</summary>
    public string? LabelLanguage => Languages.IsFrench(language) ? null : "fr";

    public string Url(string path) => site.Absolute(path);

    /// <summary>A text as typed, with French typography if its language is French.</summary>
    /// <param name="of">Language of the text if it is not the mail's.</param>
    public string Type(string? text, string? of = null) =>
        text is null ? "" : Languages.IsFrench(of ?? language) ? Typography.ForMail(text) : text;

    /// <summary>Sanitised HTML as mail programs can show it.</summary>
    /// <param name="width">Pixels of its column.</param>
    public string Inline(string html, int width, string font = MailStyle.BodyFont) => MailHtml.Inline(html, site.PublicUri, width, font);

    /// <summary>"ltr" or "rtl".</summary>
    public static string DirectionOf(string language) => language.Split('-')[0].ToLowerInvariant() is "ar" or "fa" or "he" or "ur" ? "rtl" : "ltr";
}

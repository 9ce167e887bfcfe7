using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Content.Markdown;
using Microsoft.AspNetCore.Html;

namespace CitesDesMetiers.Web.Ui;

/// <summary>Formats typed texts for readers.</summary>
internal static partial class TypedText
{
    /// <summary>Applies French typography if the language is French.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static string Typed(this string? text, string language = "fr") =>
        text is null ? "" : Languages.IsFrench(language) ? Typography.ForWeb(text) : text;

    /// <summary>Applies French typography and turns mail addresses into links.</summary>
    public static IHtmlContent Linked(this string? text, string language = "fr")
    {
        var html = new HtmlContentBuilder();
        foreach (var (piece, isAddress) in BareAddresses.PiecesOf(text.Typed(language)))
        {
            _ = isAddress
                ? html.AppendFormat(CultureInfo.InvariantCulture, "<a href=\"{0}\">{1}</a>", BareAddresses.MailTo(piece), piece)
                : html.Append(piece);
        }

        return html;
    }

    /// <summary>The text between « and », with French typography.</summary>
    public static string Quoted(this string? text) => $"« {text} »".Typed();

    /// <summary>Adds a full stop unless the text already ends with punctuation.</summary>
    public static string AsSentence(this string text) => text.TrimEnd() is [.., '.' or '!' or '?' or '…' or '”' or '»'] ? text : text + ".";

    /// <summary>The value of <c>lang</c> for a text on a French page; null for French.</summary>
    public static string? OwnLanguage(string language) => Languages.IsFrench(language) ? null : language;

    /// <summary>Splits a text into paragraphs. Single line breaks stay.</summary>
    public static IEnumerable<string> Paragraphs(this string? text) =>
        (text ?? "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"Juillet 2018" for "juillet 2018".</summary>
    public static string Capitalised(this string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Sanitised HTML whose headings start at h4, as in an issue, moved up to follow the h1 of a page.</summary>
    public static string HeadingsFromTwo(string html) =>
        Heading().Replace(html, tag => $"{tag.Groups[1].Value}{Math.Max(int.Parse(tag.Groups[2].ValueSpan, CultureInfo.InvariantCulture) - 2, 2)}");

    /// <summary>
    /// Sanitised HTML for a page. Links that show their address are marked; in print, the style sheet writes the address after all
    /// others.
    /// </summary>
    public static IHtmlContent Prose(string? html) =>
        new HtmlString(LinkThatShowsItsAddress().Replace(html ?? "", "<a class=\"bare\" href=\"${href}\"${rest}>${text}</a>"));

    [GeneratedRegex(
        """<a href="(?<href>https?://(?:www\.)?(?<address>[^"]+?)/?)"(?<rest>[^>]*)>(?<text>(?:https?://)?(?:www\.)?\k<address>/?)</a>""",
        RegexOptions.IgnoreCase)]
    private static partial Regex LinkThatShowsItsAddress();

    [GeneratedRegex(@"(</?h)([3-6])(?=[\s>])", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}

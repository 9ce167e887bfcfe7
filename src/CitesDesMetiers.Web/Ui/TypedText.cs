using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Content.Markdown;
using Microsoft.AspNetCore.Html;

namespace CitesDesMetiers.Web.Ui;

/// <summary>What was typed, as readers see it.</summary>
internal static partial class TypedText
{
    /// <summary>The text with French typography if its language is French, otherwise as it is.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static string Typed(this string? text, string language = "fr") =>
        text is null ? "" : Languages.IsFrench(language) ? Typography.ForWeb(text) : text;

    /// <summary>The same, with mail addresses as links.</summary>
    public static IHtmlContent Linked(this string? text, string language = "fr")
    {
        var html = new HtmlContentBuilder();
        foreach (var (piece, isAddress) in BareAddresses.PiecesOf(text.Typed(language)))
        {
            _ = isAddress ? html.AppendFormat(CultureInfo.InvariantCulture, "<a href=\"{0}\">{1}</a>", BareAddresses.MailTo(piece), piece) : html.Append(piece);
        }

        return html;
    }

    /// <summary>The text between « and », with French typography.</summary>
    public static string Quoted(this string? text) => $"« {text} »".Typed();

    /// <summary>The text with the full stop that ends it, unless it ends otherwise.</summary>
    public static string AsSentence(this string text) => text.TrimEnd() is [.., '.' or '!' or '?' or '…' or '”' or '»'] ? text : text + ".";

    /// <summary>The <c>lang</c> an element needs on a French page, or null.</summary>
    public static string? OwnLanguage(string language) => Languages.IsFrench(language) ? null : language;

    /// <summary>Paragraphs of a text typed over several lines; a line feed within one stays.</summary>
    public static IEnumerable<string> Paragraphs(this string? text) =>
        (text ?? "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"Juillet 2018" from "juillet 2018".</summary>
    public static string Capitalised(this string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Sanitised HTML whose headings start at h4, as an issue needs them, set under a page's h1.</summary>
    public static string HeadingsFromTwo(string html) =>
        Heading().Replace(html, tag => $"{tag.Groups[1].Value}{Math.Max(int.Parse(tag.Groups[2].ValueSpan, CultureInfo.InvariantCulture) - 2, 2)}");

    /// <summary>Sanitised HTML for a page. Links that show their address are marked: paper writes the address of the others after them.</summary>
    public static IHtmlContent Prose(string? html) =>
        new HtmlString(LinkThatShowsItsAddress().Replace(html ?? "", "<a class=\"bare\" href=\"${href}\"${rest}>${text}</a>"));

    [GeneratedRegex("""<a href="(?<href>https?://(?:www\.)?(?<address>[^"]+?)/?)"(?<rest>[^>]*)>(?<text>(?:https?://)?(?:www\.)?\k<address>/?)</a>""", RegexOptions.IgnoreCase)]
    private static partial Regex LinkThatShowsItsAddress();

    [GeneratedRegex(@"(</?h)([3-6])(?=[\s>])", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}

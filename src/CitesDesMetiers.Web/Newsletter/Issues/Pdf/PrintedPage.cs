using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>A page that refers to nothing outside itself, with what its PDF says about it.</summary>
/// <param name="Places">What each anchor of the page leads to: the heading there.</param>
internal sealed record PrintedPage(string Html, string Title, string Language, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Forbids every request, so that even a mistake in this class fetches nothing.</summary>
    private const string Policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";

    /// <param name="html">A page of the site.</param>
    /// <param name="style">The text of a style sheet by its path.</param>
    /// <param name="picture">A picture as a data URI by its path; null if it no longer exists.</param>
    /// <param name="absolute">The public address of a path of the site.</param>
    public static async Task<PrintedPage> FromAsync(
        string html, Func<string, Task<string>> style, Func<string, Task<string?>> picture, Func<string, string> absolute)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var link in document.QuerySelectorAll("link[rel=stylesheet]"))
        {
            var sheet = document.CreateElement("style");
            sheet.TextContent = await style(link.GetAttribute("href")!);
            link.Replace(sheet);
        }

        foreach (var image in document.QuerySelectorAll("img"))
        {
            // A lazy picture below the first screen is not printed.
            image.RemoveAttribute("loading");
            image.RemoveAttribute("srcset");
            image.SetAttribute("src", await picture(image.GetAttribute("src") ?? "") ?? "data:,");
        }

        foreach (var link in document.QuerySelectorAll("a[href^='/']"))
        {
            link.SetAttribute("href", absolute(link.GetAttribute("href")!));
        }

        document.Head!.Prepend(Meta(document));
        document.Head.Append(Footer(document));
        return new(document.DocumentElement.OuterHtml.Insert(0, "<!DOCTYPE html>"), document.Title ?? "", LanguageOf(document), PlacesIn(document));
    }

    private static IElement Meta(IDocument document)
    {
        var meta = document.CreateElement("meta");
        meta.SetAttribute("http-equiv", "Content-Security-Policy");
        meta.SetAttribute("content", Policy);
        return meta;
    }

    /// <summary>Writes the title at the foot of each page. Content of page margins can only come from a style sheet.</summary>
    private static IElement Footer(IDocument document)
    {
        var title = string.Concat((document.Title ?? "").EnumerateRunes().Select(r => Rune.IsLetterOrDigit(r) ? r.ToString() : $"\\{r.Value:x} "));
        var footer = document.CreateElement("style");
        footer.TextContent = $"@page {{ @bottom-left {{ content: \"{title}\" }} }}";
        return footer;
    }

    private static string LanguageOf(IDocument document) => document.DocumentElement.GetAttribute("lang") ?? "fr";

    private static Dictionary<string, string> PlacesIn(IDocument document) =>
        document.QuerySelectorAll("main [id]")
            .Select(e => (e.Id, Heading: e.Matches("h1, h2, h3, h4") ? e : e.QuerySelector("h1, h2, h3, h4")))
            .Where(p => p.Heading is not null)
            .DistinctBy(p => p.Id)
            .ToDictionary(p => p.Id!, p => string.Join(' ', p.Heading!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CitesDesMetiers.Tests.Content.Markdown;

/// <summary>Reads HTML as a browser does and fails on anything but the elements, attributes and schemes that are allowed.</summary>
internal static class Safety
{
    private static readonly HashSet<string> Elements =
    [
        "p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "h5", "h6",
        "img", "code", "pre", "hr", "sup", "sub", "span", "table", "thead", "tbody", "tr", "th", "td",
    ];

    public static void Check(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        Assert.Empty(document.Head!.Children);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            Assert.All(element.Attributes, attribute => Assert.True(IsAllowed(element, attribute), $"{attribute.Name}={attribute.Value} in {html}"));
        }

        Assert.DoesNotContain(document.Body.Descendants(), node => node is IComment);
    }

    private static bool IsAllowed(IElement element, IAttr attribute) => (element.LocalName, attribute.Name) switch
    {
        ("a", "href") => Uri.TryCreate(attribute.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" or "tel",
        ("a", "rel") => attribute.Value == "noopener",
        ("img", "src") =>
            attribute.Value.StartsWith("/images/", StringComparison.Ordinal) && !attribute.Value.Contains("..", StringComparison.Ordinal),
        ("img", "alt") or ("span", "lang") => true,
        ("th", "scope") => attribute.Value is "col" or "row",
        ("ol", "start") => int.TryParse(attribute.Value, out _),
        _ => false,
    };
}

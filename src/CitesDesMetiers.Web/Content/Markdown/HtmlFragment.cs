using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Parses fragments of HTML.</summary>
internal static class HtmlFragment
{
    /// <summary>The body of a new document that contains the fragment.</summary>
    public static IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;

    /// <summary>Whether the node is in French, by the nearest <c>lang</c> attribute around it.</summary>
    public static bool IsFrench(INode node, string language) =>
        Languages.IsFrench(node.ParentElement?.Closest("[lang]")?.GetAttribute("lang") ?? language);

    /// <summary>Whether the text of a link is its address.</summary>
    public static bool ShowsItsAddress(IElement link) => Bare(link.TextContent) == Bare(link.GetAttribute("href") ?? "");

    private static string Bare(string address)
    {
        var bare = address.Trim();
        foreach (var prefix in (string[])["https://", "http://", "mailto:", "tel:", "www."])
        {
            bare = bare.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? bare[prefix.Length..] : bare;
        }

        return EmailAddress.TryParse(Uri.UnescapeDataString(bare), out var mail, out _) ? mail.Normalised : bare.TrimEnd('/').ToUpperInvariant();
    }
}

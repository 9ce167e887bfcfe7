using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Finds the external links of an issue.</summary>
internal static class IssueLinks
{
    /// <summary>The distinct addresses, as <see cref="Normal"/> returns them.</summary>
    public static IReadOnlyList<string> Of(EditionContent content, SiteOptions site)
    {
        var texts = content.AllArticles.Select(a => a.Html).Concat(content.Sections.Select(s => s.Html ?? "")).Append(content.Editorial.Html);
        return
        [
            .. texts.SelectMany(html => HtmlFragment.Parse(html).QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!))
                .Concat(content.Agenda.Select(d => d.Link ?? "")).Append(content.NetworkWebSite ?? "")
                .Select(href => Normal(href, site)).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The address to check, without its fragment. Null for other schemes, for this site, whose new pages appear with the issue, and on a
    /// trial for the demonstration's example addresses (RFC 2606).
    /// </summary>
    public static string? Normal(string href, SiteOptions site) =>
        Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Authority != site.PublicUri.Authority
        && !(site.PublicUri.IsLoopback && uri.Host.EndsWith(".example", StringComparison.OrdinalIgnoreCase))
        && uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) is { Length: <= 2_000 } url
            ? url : null;
}

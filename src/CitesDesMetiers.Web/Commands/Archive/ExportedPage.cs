using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Web.Commands.Archive;

/// <summary>
/// Rewrites a page so that it works from a folder: relative addresses, no form and no script. Links to what is not in the archive lead to
/// the site.
/// </summary>
/// <param name="from">Address of the page, from the root of the site.</param>
/// <param name="found">Receives the address of everything the page needs or links in the archive.</param>
internal sealed partial class ExportedPage(ExportAddresses addresses, string from, Action<string> found)
{
    private readonly string file = ExportAddresses.FileOf(from);

    public string Rewrite(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        // Scripts of modules do not load from files. Fonts loaded in advance would be refused, too.
        foreach (var useless in page.QuerySelectorAll(
            "form:not([role=search]), button, script:not([type='application/ld+json']), link[rel=search], link[rel=preload], link[rel=modulepreload], base"))
        {
            useless.Remove();
        }

        foreach (var element in page.QuerySelectorAll("[href], [src], [srcset], [style]"))
        {
            if (element is IHtmlLinkElement { Relation: "canonical" })
            {
                continue;
            }

            Rewrite(element, "href");
            Rewrite(element, "src");
            RewriteSet(element);
            if (element.GetAttribute("style") is { } style)
            {
                element.SetAttribute("style", RewriteStyles(style));
            }
        }

        foreach (var search in page.QuerySelectorAll("form[role=search]"))
        {
            search.Replace(SearchLink(page));
        }

        foreach (var style in page.QuerySelectorAll("style"))
        {
            style.TextContent = RewriteStyles(style.TextContent);
        }

        return page.ToHtml();
    }

    /// <summary>Makes the addresses in styles relative.</summary>
    public string RewriteStyles(string css) =>
        Url().Replace(css, match => $"url({match.Groups[1].Value}{Shown(match.Groups[2].Value)}{match.Groups[1].Value})");

    private void Rewrite(IElement element, string attribute)
    {
        if (element.GetAttribute(attribute) is { Length: > 0 } address && !address.StartsWith('#'))
        {
            element.SetAttribute(attribute, Shown(address));
        }
    }

    private void RewriteSet(IElement element)
    {
        if (element.GetAttribute("srcset") is { Length: > 0 } set)
        {
            var candidates = set.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(c => c.Split(' ', 2) is [var address, var size] ? $"{Shown(address)} {size}" : Shown(c));
            element.SetAttribute("srcset", string.Join(", ", candidates));
        }
    }

    /// <summary>The address as the file names it.</summary>
    private string Shown(string address)
    {
        if (address.StartsWith("data:", StringComparison.Ordinal) || addresses.OnSite(address, from) is not { } onSite)
        {
            return address;
        }

        var fragment = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? address[at..] : "";
        if (!ExportAddresses.IsArchived(onSite))
        {
            return addresses.PublicUrl + onSite + fragment;
        }

        found(onSite);
        return ExportAddresses.Relative(file, ExportAddresses.FileOf(onSite)) + fragment;
    }

    private IElement SearchLink(IDocument page)
    {
        var link = page.CreateElement("a");
        link.SetAttribute("href", ExportAddresses.Relative(file, ExportSearch.PageFile));
        link.TextContent = "Chercher";
        return link;
    }

    [GeneratedRegex("""url\((["']?)([^"')]+)\1\)""")]
    private static partial Regex Url();
}

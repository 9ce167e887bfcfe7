using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Values;
using Ganss.Xss;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Restricts the HTML of a text to a list of elements and attributes: no style, class or id. Links may use http, https, mailto and
/// tel. Pictures must belong to this site, because other hosts would learn who reads (OWASP ASVS 5.0, 1.3).
/// </summary>
internal static partial class AllowedHtml
{
    private static readonly Dictionary<string, string[]> Attributes = new()
    {
        ["a"] = ["href"],
        ["img"] = ["src", "alt"],
        ["ol"] = ["start"],
        ["span"] = ["lang"],
    };

    // Thread-safe as long as its settings do not change.
    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>
        {
            "p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "h5", "h6",
            "img", "code", "pre", "hr", "sup", "sub", "span", "table", "thead", "tbody", "tr", "th", "td",
        },
        AllowedAttributes = Attributes.Values.SelectMany(names => names).ToHashSet(),
        AllowedSchemes = new HashSet<string> { "http", "https", "mailto", "tel" },
        UriAttributes = new HashSet<string> { "href", "src" },
        AllowedCssProperties = new HashSet<string>(),
        AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
    });

    /// <summary>Removes everything that is not allowed. A link with a forbidden address is replaced by its text.</summary>
    public static void Enforce(IHtmlDocument document)
    {
        foreach (var link in document.QuerySelectorAll("a"))
        {
            Complete(link);
        }

        Sanitizer.SanitizeDom(document, document.Body);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            KeepOwnAttributes(element);
            if (element.LocalName == "a" && !IsAllowedLink(element.GetAttribute("href")))
            {
                element.Replace([.. element.ChildNodes]);
            }
            else if (element.LocalName == "img" && !OwnPicture().IsMatch(element.GetAttribute("src") ?? ""))
            {
                element.Remove();
            }
        }
    }

    /// <summary>Completes addresses without a scheme, such as "www.emplay.eu" and "info@emplay.eu".</summary>
    private static void Complete(IElement link)
    {
        var href = link.GetAttribute("href") ?? "";
        if (href.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            link.SetAttribute("href", "https://" + href);
        }
        else if (EmailAddress.TryParse(href, out var address, out _))
        {
            link.SetAttribute("href", "mailto:" + address);
        }
    }

    private static void KeepOwnAttributes(IElement element)
    {
        var own = Attributes.GetValueOrDefault(element.LocalName, []);
        foreach (var attribute in element.Attributes.ToList())
        {
            if (!own.Contains(attribute.Name) || (attribute.Name == "start" && !IsCount(attribute.Value))
                || (attribute.Name == "lang" && !LanguageTag().IsMatch(attribute.Value)))
            {
                element.RemoveAttribute(attribute.Name);
            }
        }
    }

    private static bool IsAllowedLink(string? href) =>
        href is not null && Link().IsMatch(href) && Uri.TryCreate(href, UriKind.Absolute, out _);

    private static bool IsCount(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^(https?://[^\s/\\]|mailto:[^\s]|tel:\+?[0-9])[^\s\p{C}]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex("^" + PictureAddresses.Root + @"(?!.*\.\.)[A-Za-z0-9._/-]+\z")]
    private static partial Regex OwnPicture();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();
}

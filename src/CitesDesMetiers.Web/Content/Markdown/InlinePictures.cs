using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Pictures within a text. They get the size they have, so that a page does not jump while they load and a mail can fit
/// them to its column.
/// </summary>
public static partial class InlinePictures
{
    /// <summary>The names in a text, Markdown or HTML.</summary>
    public static IEnumerable<string> NamesIn(string? text) => text is null ? [] : Address().Matches(text).Select(m => m.Groups["name"].Value).Distinct();

    /// <param name="html">As <see cref="MarkdownRenderer"/> makes it.</param>
    /// <param name="sizes">Pixels of the large variant, by name; what is missing stays without a size.</param>
    public static string Size(string html, IReadOnlyDictionary<string, (int Width, int Height)> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count == 0 || !html.Contains("<img", StringComparison.Ordinal))
        {
            return html;
        }

        var body = HtmlFragment.Parse(html);
        foreach (var image in body.QuerySelectorAll("img"))
        {
            if (NamesIn(image.GetAttribute("src")).FirstOrDefault() is { } name && sizes.TryGetValue(name, out var size))
            {
                image.SetAttribute("width", size.Width.ToString(CultureInfo.InvariantCulture));
                image.SetAttribute("height", size.Height.ToString(CultureInfo.InvariantCulture));
            }
        }

        return body.InnerHtml;
    }

    /// <summary>The path of the variant for mails; a path of something else stays.</summary>
    internal static string ForMail(string path) => Address().Replace(path, "/images/${name}-courriel.${extension}");

    [GeneratedRegex(@"/images/(?<name>[0-9a-f]{32})\.(?<extension>jpg|png)")]
    private static partial Regex Address();
}

using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Sets the size of pictures within a text, so that a page does not shift while they load and mails can scale them.</summary>
internal static partial class InlinePictures
{
    /// <summary>The picture names in a text, Markdown or HTML.</summary>
    public static IEnumerable<string> NamesIn(string? text) =>
        text is null ? [] : Address().Matches(text).Select(m => m.Groups["name"].Value).Distinct();

    /// <param name="html">Output of <see cref="MarkdownRenderer"/>.</param>
    /// <param name="sizes">Size of the large variant in pixels, by name. Pictures that are missing here stay without a size.</param>
    public static string Size(string html, IReadOnlyDictionary<string, (int Width, int Height)> sizes)
    {
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

    /// <summary>The path of the variant for mails. Any other path is returned unchanged.</summary>
    internal static string ForMail(string path) => Address().Replace(path, PictureAddresses.Mail("${name}", "${extension}"));

    [GeneratedRegex(PictureAddresses.Root + @"(?<name>[0-9a-f]{32})\.(?<extension>jpg|png)")]
    private static partial Regex Address();
}

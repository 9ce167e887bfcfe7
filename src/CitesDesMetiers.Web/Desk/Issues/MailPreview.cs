using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>A mode of the preview: its name in the address, its label and the content of its frame.</summary>
/// <param name="Name">Value of <c>mode</c> in the address; empty for the default.</param>
/// <param name="Path">Path below <see cref="IssueAddresses.Preview"/>.</param>
internal sealed record PreviewMode(string Name, string Label, string Path, bool IsNarrow = false)
{
    public static readonly IReadOnlyList<PreviewMode> All =
    [
        new("", "Large", "atelier"),
        new("etroite", "Étroite", "atelier?mode=etroite", IsNarrow: true),
        new("sombre", "Sombre", "atelier?mode=sombre"),
        new("sans-images", "Sans images", "atelier?mode=sans-images"),
        new("texte", "Texte seul", "texte"),
        new("page", "Page du site", "page"),
        new("impression", "Papier", "impression"),
    ];

    public static PreviewMode Named(string? name) => All.FirstOrDefault(m => m.Name == name) ?? All[0];
}

/// <summary>Shows the mail as a mail program with certain settings would.</summary>
internal static class MailPreview
{
    /// <summary>Applies the styles for dark mode, whatever the screen prefers.</summary>
    public static string InDark(string html) => html.Replace("(prefers-color-scheme:dark)", "all", StringComparison.Ordinal);

    /// <summary>The content security policy of a mode. To simulate a program that blocks pictures, the policy blocks them.</summary>
    public static string PolicyFor(string? mode) =>
        mode is "sans-images"
            ? SecurityHeaders.ReadableMailPreviewPolicy.Replace("img-src 'self'", "img-src 'none'", StringComparison.Ordinal)
            : SecurityHeaders.ReadableMailPreviewPolicy;
}

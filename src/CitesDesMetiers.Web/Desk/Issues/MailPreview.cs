using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>How the preview shows an issue: under which name in the address, in which frame, from where.</summary>
/// <param name="Name">Value of <c>mode</c> in the address; empty for the first.</param>
/// <param name="Path">Under <c>/redaction/numeros/{id}/apercu/</c>.</param>
public sealed record PreviewMode(string Name, string Label, string Path, bool IsNarrow = false)
{
    public static readonly IReadOnlyList<PreviewMode> All =
    [
        new("", "Large", "courriel"),
        new("etroite", "Étroite", "courriel?mode=etroite", IsNarrow: true),
        new("sombre", "Sombre", "courriel?mode=sombre"),
        new("sans-images", "Sans images", "courriel?mode=sans-images"),
        new("texte", "Texte seul", "texte"),
        new("page", "Page du site", "page"),
        new("impression", "Papier", "impression"),
    ];

    public static PreviewMode Named(string? name) => All.FirstOrDefault(m => m.Name == name) ?? All[0];
}

/// <summary>The mail as a mail program in one of its moods would show it.</summary>
internal static class MailPreview
{
    /// <summary>What a program that prefers dark colours applies, applied whatever the screen prefers.</summary>
    public static string InDark(string html) => html.Replace("(prefers-color-scheme:dark)", "all", StringComparison.Ordinal);

    /// <summary>Most programs ask before they load pictures; ours are refused by the browser itself.</summary>
    public static string PolicyFor(string? mode) =>
        mode is "sans-images"
            ? SecurityHeaders.ReadableMailPreviewPolicy.Replace("img-src 'self'", "img-src 'none'", StringComparison.Ordinal)
            : SecurityHeaders.ReadableMailPreviewPolicy;
}

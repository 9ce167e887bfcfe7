using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Media;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>Creates the Markdown that the editor inserts. Marks in typed words are escaped.</summary>
internal static partial class MarkdownWords
{
    /// <summary>A picture, followed by its caption and credit if present.</summary>
    public static string Picture(MediaFile media, PictureUpload upload)
    {
        var legend = string.Join(
            " ", new[] { upload.Caption?.Trim(), upload.Credit?.Trim(), upload.Licence?.Trim() }.Where(part => !string.IsNullOrEmpty(part)));
        return $"![{Escape(upload.AlternativeText!.Trim())}]({media.LargePath})" + (legend.Length > 0 ? $"\n*{Escape(legend)}*" : "");
    }

    public static string Video(MediaFile media, string alternativeText, string url) =>
        $"[![{Escape(alternativeText)}]({media.LargePath})]"
            + $"(<{url.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>)";

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    [GeneratedRegex(@"[\\\[\]*_`<>!]")]
    private static partial Regex Special();
}

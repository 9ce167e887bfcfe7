using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Normalises white space, so that texts can be compared.</summary>
internal static partial class FlatText
{
    public static string Of(string text) => Spaces().Replace(Typography.ForMail(text), " ").Trim();

    /// <summary>The text shortened for a message.</summary>
    /// <param name="maxLength">Maximum number of characters.</param>
    public static string Short(string text, int maxLength = 60) =>
        Of(text) is var flat && flat.Length > maxLength ? flat[..maxLength].TrimEnd() + "…" : Of(text);

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}

using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Texts made comparable: the same words, however their lines and spaces fall.</summary>
internal static partial class FlatText
{
    public static string Of(string text) => Spaces().Replace(Typography.ForMail(text), " ").Trim();

    /// <summary>At most so many characters, for a message.</summary>
    public static string Short(string text, int most = 60) => Of(text) is var flat && flat.Length > most ? flat[..most].TrimEnd() + "…" : Of(text);

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}

using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>Superscripts and subscripts as people write them in Markdown (1^er^, CO~2~).</summary>
public static partial class RaisedMarks
{
    /// <summary>The text with their words and without their signs: "1er" is found whether or not it was raised.</summary>
    public static string Without(string? markdown) => Marked().Replace(markdown ?? "", "$2");

    [GeneratedRegex(@"([\^~])(?>([^\s^~]+))\1")]
    private static partial Regex Marked();
}

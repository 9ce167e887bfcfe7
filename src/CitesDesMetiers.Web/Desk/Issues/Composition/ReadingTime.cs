using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>How long texts are, and how long they take to read.</summary>
internal static partial class ReadingTime
{
    /// <summary>Words a minute of an unhurried reader.</summary>
    private const int WordsPerMinute = 200;

    /// <summary>Characters of a French word with the space after it, where only the length of a text is known.</summary>
    private const int CharactersPerWord = 6;

    /// <summary>Words of a Markdown text: addresses and signs are not read.</summary>
    public static int WordsOf(string? markdown) => markdown is null ? 0 : Word().Count(Address().Replace(markdown, " "));

    public static int WordsOfLength(int characters) => (characters + CharactersPerWord - 1) / CharactersPerWord;

    /// <summary>"1 min" at least.</summary>
    public static string Show(int words) => $"{FrenchNumbers.Format(Math.Max(1, (int)Math.Round(words / (double)WordsPerMinute)))}\u00A0min";

    public static string ShowWords(int words) => words > 1 ? $"{FrenchNumbers.Format(words)}\u00A0mots" : $"{words}\u00A0mot";

    [GeneratedRegex(@"\]\([^)\s]*\)|https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{L}\p{N}](?:[\p{L}\p{N}’'\-]*)")]
    private static partial Regex Word();
}

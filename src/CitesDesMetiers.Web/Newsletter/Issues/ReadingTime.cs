using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Estimates the length and the reading time of texts, for editors and readers alike.</summary>
internal static partial class ReadingTime
{
    /// <summary>Words per minute of a slow reader.</summary>
    private const int WordsPerMinute = 200;

    /// <summary>Average number of characters of a French word and its space, for texts whose length alone is known.</summary>
    private const int CharactersPerWord = 6;

    /// <summary>The number of words of a Markdown text, without addresses and marks.</summary>
    public static int WordsOf(string? markdown) => markdown is null ? 0 : Word().Count(Address().Replace(markdown, " "));

    public static int WordsOf(EditionContent content) =>
        WordsOf(PlainLine.Of(content.Editorial.Html)) + content.Sections.Sum(s => WordsOf(PlainLine.Of(s.Html ?? "")) + s.Articles.Sum(WordsOf));

    public static int WordsOf(EditionArticle article) => WordsOf(PlainLine.Of(article.Html));

    public static int WordsOfLength(int characters) => (characters + CharactersPerWord - 1) / CharactersPerWord;

    /// <summary>The reading time in minutes, at least "1 min".</summary>
    public static string Show(int words) => $"{FrenchNumbers.Format(Math.Max(1, (int)Math.Round(words / (double)WordsPerMinute)))}\u00A0min";

    public static string ShowWords(int words) => words > 1 ? $"{FrenchNumbers.Format(words)}\u00A0mots" : $"{words}\u00A0mot";

    [GeneratedRegex(@"\]\([^)\s]*\)|https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{L}\p{N}](?:[\p{L}\p{N}’'\-]*)")]
    private static partial Regex Word();
}

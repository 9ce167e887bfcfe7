using System.Globalization;
using System.Text;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Search;

/// <summary>
/// The words of a text as the index of both databases holds them: folded, each between single spaces, with one at both ends. So
/// <c>LIKE '% mot %'</c> and the tokenizer unicode61 of SQLite's FTS5 find the same words.
/// </summary>
public static class SearchWords
{
    /// <summary>"Cœur d’Orléans, 2026 !" is " coeur d orleans 2026 "; a text without words is a single space.</summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(" ", text.Length + 2);
        foreach (var rune in Folding.Fold(text).EnumerateRunes())
        {
            if (IsOfAWord(rune))
            {
                words.Append(rune.ToString());
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }

    public static IReadOnlyList<string> Split(string text) => Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The categories L*, N* and Co, which unicode61 takes for parts of words.</summary>
    private static bool IsOfAWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            or UnicodeCategory.PrivateUse => true,
        _ => false,
    };
}

using System.Globalization;
using System.Text;

namespace CitesDesMetiers.Core.French;

/// <summary>The normal form in which search compares texts; both the index and the query use it.</summary>
public static class Folding
{
    /// <summary>
    /// Lower case without accents or ligatures (œ→oe æ→ae ß→ss ø→o ł→l), apostrophes, quotation marks and hyphens as spaces, single spaces
    /// and none at the ends: "L’Haÿ-les-Roses" is "l hay les roses". Idempotent; never throws on malformed UTF-16.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                continue;
            }

            if (!IsSeparator(c))
            {
                AppendLetters(folded, char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd(' ');
    }

    private static void AppendLetters(StringBuilder folded, char c) => _ = c switch
    {
        'œ' => folded.Append("oe"),
        'æ' => folded.Append("ae"),
        'ß' => folded.Append("ss"),
        'ø' => folded.Append('o'),
        'ł' => folded.Append('l'),
        _ => folded.Append(c),
    };

    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c)
            || c is '\'' or '’' or '‘' or 'ʼ' or '"' or '«' or '»' or '“' or '”' or '„' or '-' or (>= '\u2010' and <= '\u2015');

    // string.Normalize throws on a lone surrogate and on U+FFFE: replace both by U+FFFD.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
}

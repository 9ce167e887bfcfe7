using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Joins the lines of a paragraph. A hyphen at the end of a line belongs to the word or was put there to break it.</summary>
internal static partial class LineJoining
{
    public static string Join(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (text.Length > 0 && text[^1] is '\u00AD')
            {
                text.Length--;
            }
            else if (text.Length > 1 && text[^1] is '-' or '\u2010' && char.IsLetter(text[^2]))
            {
                if (IsBroken(text, line))
                {
                    text.Length--;
                }
            }
            else if (text.Length > 0 && !IsInsideAddress(text, line))
            {
                text.Append(' ');
            }

            text.Append(line);
        }

        return text.Replace("\u00AD", "").ToString();
    }

    /// <summary>
    /// Whether the hyphen at the end was put there to break a word: not before a capital, nor after a word that takes a hyphen
    /// ("lieux-ressources", "peut-être", "Paris-la-Villette").
    /// </summary>
    private static bool IsBroken(StringBuilder text, string line)
    {
        var start = text.Length - 1;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '-' or '\u2010' or '\'' or '’'))
        {
            start--;
        }

        if (IsAddressStart(text, start))
        {
            return false;
        }

        var before = text.ToString(start, text.Length - 1 - start);
        var apostrophe = before.LastIndexOfAny(['\'', '’']);
        var last = before[(apostrophe + 1)..];
        return char.IsLower(line[0]) && !last.Contains('-', StringComparison.Ordinal) && !Whole().IsMatch(last) && !IsPlural(last)
            && !FirstOfCompound().IsMatch(line);
    }

    /// <summary>Syllables of this length do not end in "s", but the first part of "conseillers-formateurs" does.</summary>
    private static bool IsPlural(string word) => word.Length > 6 && word[^1] is 's';

    private static bool IsAddressStart(StringBuilder text, int at)
    {
        var start = at;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return text.ToString(start, at - start) is var word && (word.Contains('@', StringComparison.Ordinal) || AddressStart().IsMatch(word));
    }

    /// <summary>Mail and web addresses are broken after a full stop, a slash or an at sign.</summary>
    private static bool IsInsideAddress(StringBuilder text, string line)
    {
        var start = text.Length;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var word = text.ToString(start, text.Length - start);
        return word.EndsWith('@') || (AddressStart().IsMatch(word) && word[^1] is '/' or '=' or '_' or '?' or '&' or '-')
            || (MailStart().IsMatch(word) && DomainRest().IsMatch(line));
    }

    /// <summary>Words that stand before a hyphen: a plural, a number, a prefix that takes one, a preposition.</summary>
    [GeneratedRegex(
        @"^(?:lieux|centres|cités|après|avant|sous|demi|mi|semi|ex|non|vice|porte|grand|petit|peut|celui|celle|ceux|celles|lui|elle|eux|moi|soi"
            + @"|au|par|là|ci|est|a|t|c|y|savoir|rendez|vis|chef|tiers|tout|haut|bas|bien|co|e|speed|multi|auto|web|roman|ciné|micro|quasi|ouvre"
            + @"|vingt|trente|quarante|cinquante|soixante|dix|quatre|ici|jusque|nord|sud|ouest|entre|contre|sans|garde|mot|clé)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    /// <summary>Words that stand after a hyphen: "dit-elle", "lieux-ressources", "celui-ci".</summary>
    [GeneratedRegex(@"^(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là|même|mêmes|t|le|la|les|en|de|du|des|à|au|aux|ressources|être|midi)\b")]
    private static partial Regex FirstOfCompound();

    [GeneratedRegex("^<?(?:https?://|www\\.)", RegexOptions.IgnoreCase)]
    private static partial Regex AddressStart();

    [GeneratedRegex(@"^[\w.+-]+@[\w.-]*[.-]?$")]
    private static partial Regex MailStart();

    /// <summary>The second part of a mail address whose line ended with "@universcience." or "@universci".</summary>
    [GeneratedRegex(@"^[a-z0-9-]+(?:\.[a-z0-9-]+)*$")]
    private static partial Regex DomainRest();
}

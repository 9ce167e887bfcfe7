using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Joins the lines of a paragraph. A soft hyphen at the end of a line goes, another one joins without a space.</summary>
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
            else if (text.Length > 0 && !(text.Length > 1 && text[^1] is '-' or '\u2010' && char.IsLetterOrDigit(text[^2]))
                && !IsInsideAddress(text, line))
            {
                text.Append(' ');
            }

            text.Append(line);
        }

        return text.Replace("\u00AD", "").ToString();
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

    [GeneratedRegex("^[<(«]*(?:https?://|www\\.)", RegexOptions.IgnoreCase)]
    private static partial Regex AddressStart();

    [GeneratedRegex(@"^[\w.+-]+@[\w.-]*[.-]?$")]
    private static partial Regex MailStart();

    /// <summary>The second part of a mail address whose line ended with "@universcience." or "@universci".</summary>
    [GeneratedRegex(@"^[a-z0-9-]+(?:\.[a-z0-9-]+)*$")]
    private static partial Regex DomainRest();
}

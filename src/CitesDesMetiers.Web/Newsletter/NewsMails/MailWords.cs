using System.Text.RegularExpressions;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>Finds the words that a person wrote in a mail: without answer marks, quoted mails, forwarding headers and signature.</summary>
internal static partial class MailWords
{
    /// <summary>How many lines from the end the line that a telephone adds may stand.</summary>
    private const int FootLines = 8;

    /// <summary>Lines of the header that a program writes above a quoted or forwarded mail.</summary>
    private const int MostHeaderLines = 12;

    /// <summary>The subject without "Re:", "TR:" and the like.</summary>
    public static (string Title, bool IsForward) Subject(string subject)
    {
        var prefix = Prefix().Match(subject);
        return (subject[prefix.Length..].Trim(), Forward().IsMatch(prefix.Value));
    }

    /// <param name="text">Markdown or plain text with \n between its lines.</param>
    /// <param name="isForward">Whether the mail forwards another one, whose text is then the news.</param>
    public static string Own(string text, bool isForward)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd()).ToList();
        var quote = StartOfQuote(lines);
        if (quote >= 0 && (isForward || lines.Take(quote).All(string.IsNullOrWhiteSpace)))
        {
            lines.RemoveRange(0, EndOfHeader(lines, quote));
            lines = [.. lines.Select(l => Quoted().Replace(l, ""))];
            quote = StartOfQuote(lines);
        }

        lines = quote >= 0 ? lines[..quote] : lines;
        lines = Without(lines, lines.FindIndex(l => Bare(l) is "--" or "—"));
        lines = Without(lines, lines.FindIndex(Math.Max(0, lines.Count - FootLines), l => Foot().IsMatch(Bare(l))));
        while (lines.Count > 0 && (string.IsNullOrWhiteSpace(lines[^1]) || lines[^1].StartsWith('>')))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return string.Join('\n', lines).Trim();
    }

    private static List<string> Without(List<string> lines, int from) => from > 0 ? lines[..from] : lines;

    /// <summary>The first line of a quoted mail; -1 if there is none.</summary>
    private static int StartOfQuote(List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = Bare(lines[i]);
            var two = i + 1 < lines.Count ? $"{line} {Bare(lines[i + 1])}" : line;
            if (Divider().IsMatch(line) || IsWrote(lines, i, line) || (line.Length > 0 && IsWrote(lines, i + 1, two)) || IsHeader(lines, i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the words are « Le … a écrit : » with an address, or above quoted lines. A story may have the same words.</summary>
    /// <param name="last">The line on which they end.</param>
    private static bool IsWrote(List<string> lines, int last, string words) =>
        Wrote().IsMatch(words)
            && (words.Contains('@', StringComparison.Ordinal)
                || lines.Skip(last + 1).FirstOrDefault(l => l.Length > 0) is { } next && next.StartsWith('>'));

    /// <summary>Whether a header such as "De : … Envoyé : … Objet : …" begins on this line.</summary>
    private static bool IsHeader(List<string> lines, int at) =>
        Sender().IsMatch(Bare(lines[at]))
            && lines.Skip(at + 1).Take(MostHeaderLines).Count(l => HeaderLine().IsMatch(Bare(l))) >= 2;

    /// <summary>The first line after the divider and the header that begin at this line.</summary>
    private static int EndOfHeader(List<string> lines, int start)
    {
        var end = start + 1;
        for (var i = end; i < Math.Min(lines.Count, start + MostHeaderLines); i++)
        {
            end = HeaderLine().IsMatch(Bare(lines[i])) || Sender().IsMatch(Bare(lines[i])) ? i + 1 : end;
        }

        return end;
    }

    /// <summary>The words of a line without marks of quoting and of Markdown.</summary>
    private static string Bare(string line) => line.Trim(' ', '\u00A0', '\t', '>', '*', '_').Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*((re|ré|rép|réf|aw|sv|fwd?|fw|tr|wg|rv|enc|i)\s*(\[\d+\])?\s*:\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\b(fwd?|fw|tr|wg|rv|enc|i)\s*(\[\d+\])?\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forward();

    [GeneratedRegex(@"^-{2,}.{0,20}(message|messaggio|mensaje|mensagem|nachricht)\b.{0,40}|^(début du message|begin forwarded message).{0,40}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^(le|on|il|el|em|am)\b.{8,200}(a écrit|wrote|ha scritto|escribió|escreveu|schrieb.{0,60})[\s\u00A0]*:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wrote();

    [GeneratedRegex(@"^(de|from|da|von)[\s\u00A0]*:[\s\u00A0*]*\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sender();

    [GeneratedRegex(@"^(date|envoyé|sent|à|to|a|para|an|cc|objet|subject|oggetto|asunto|assunto|betreff|inviato|enviado|gesendet|répondre à|reply-to)[\s\u00A0]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^(envoyé (de|depuis|à partir)|sent from|obtenir outlook|télécharger outlook|get outlook|inviato da|enviado (desde|do)|(ce|cet) (message|courriel|e-mail).{0,60}confiden)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foot();

    [GeneratedRegex(@"^(> ?)+")]
    private static partial Regex Quoted();
}

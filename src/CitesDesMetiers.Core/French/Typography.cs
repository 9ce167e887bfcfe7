using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>
/// Applies French typography to plain text at rendering; the stored text stays as typed. It is idempotent and takes linear time. Web and
/// mail addresses, <c>`code`</c>, times such as 10:30 and inclusive forms such as conseiller.es stay unchanged. Callers must not pass
/// texts of other languages.
/// </summary>
public static partial class Typography
{
    public const char NoBreakSpace = '\u00A0';

    /// <summary>The "fine insécable" before ; ! ? and between thousands. Several mail programs display it as a box.</summary>
    public const char NarrowNoBreakSpace = '\u202F';

    // Placeholders for protected text and for the sentence beyond the text; the rules treat both as letters.
    private const char Mask = '\uE000';
    private const char Edge = '\uE001';
    private const string Letter = @"\p{L}\p{M}\uE000\uE001";
    private const string WordEnd = @"(?<=[" + Letter + @"\p{N})\]’”%€»…+])";
    private const string Space = @"[ \u00A0\u2009\u202F]";

    /// <summary>For pages: U+202F before ; ! ? and between thousands, U+00A0 before : % €, after n° and inside « ».</summary>
    /// <param name="text">Plain text, perhaps a piece of a marked-up sentence; the characters around it then decide at its edges.</param>
    /// <param name="before">The character that precedes the text in its sentence, if any.</param>
    /// <param name="after">The character that follows it.</param>
    public static string ForWeb(string text, char? before = null, char? after = null)
    {
        var start = ContinuesAt(before);
        var end = ContinuesAt(after) || after is '«';
        var masked = Hide($"{(start ? Edge : null)}{text}{(end ? Edge : null)}", out var hidden);
        return Show(Rules(masked), hidden)[(start ? 1 : 0)..^(end ? 1 : 0)];
    }

    /// <summary>For mail: like <see cref="ForWeb"/>, with U+00A0 everywhere, even for U+202F in the input.</summary>
    public static string ForMail(string text) => ForWeb(text).Replace(NarrowNoBreakSpace, NoBreakSpace);

    private static bool ContinuesAt(char? neighbour) => neighbour is { } c && (char.IsLetterOrDigit(c) || c is ')' or ']' or '»' or '…' or '%');

    private static string Rules(string text)
    {
        text = StraightQuotes().Replace(text, "«$1»");
        text = Apostrophe().Replace(text, "’");
        text = ThreeDots().Replace(text, "…");
        text = SpaceBeforeHighSign().Replace(text, "\u202F");
        text = SpaceBeforeColon().Replace(text, "\u00A0");
        text = SpaceOfUnit().Replace(text, "\u00A0");
        text = AfterOpeningQuote().Replace(text, "«\u00A0");
        text = BeforeClosingQuote().Replace(text, "\u00A0»");
        text = NestedQuotes(text);
        return Thousands().Replace(text, m => SpaceInNumber().Replace(m.Value, "\u202F"));
    }

    /// <summary>Writes quotations within quotations between “ and ”; a text with unpaired marks stays unchanged.</summary>
    private static string NestedQuotes(string text)
    {
        var (depth, deepest) = (0, 0);
        foreach (var c in text)
        {
            depth += c switch { '«' => 1, '»' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
            if (depth < 0)
            {
                return text;
            }
        }

        if (deepest < 2 || depth != 0)
        {
            return text;
        }

        var nested = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '«' && ++depth > 1)
            {
                nested.Append('“');
                i += i + 1 < text.Length && text[i + 1] is NoBreakSpace ? 1 : 0;
            }
            else if (text[i] is '»' && depth-- > 1)
            {
                nested.Length -= nested[^1] is NoBreakSpace ? 1 : 0;
                nested.Append('”');
            }
            else
            {
                nested.Append(text[i]);
            }
        }

        return nested.ToString();
    }

    private static string Hide(string text, out List<string> hidden)
    {
        hidden = [];
        var masked = new StringBuilder(text.Length);
        var done = 0;
        foreach (var word in WordOrCode().EnumerateMatches(text))
        {
            var span = text.AsSpan(word.Index, word.Length);
            if (!IsUntouchable(span))
            {
                continue;
            }

            masked.Append(text, done, word.Index - done).Append(Mask);
            hidden.Add(span.ToString());
            done = word.Index + word.Length;
        }

        return hidden.Count == 0 ? text : masked.Append(text, done, text.Length - done).ToString();
    }

    private static string Show(string masked, List<string> hidden)
    {
        if (hidden.Count == 0)
        {
            return masked;
        }

        var text = new StringBuilder(masked.Length);
        var next = 0;
        foreach (var c in masked)
        {
            _ = c == Mask ? text.Append(hidden[next++]) : text.Append(c);
        }

        return text.ToString();
    }

    private static bool IsUntouchable(ReadOnlySpan<char> word) =>
        word is ['`', _, ..] || word.Contains(Mask) || word.Contains('@') || word.Contains("://", StringComparison.Ordinal)
        || word.TrimStart("([\"'’").StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || word.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"`(?>[^`\n]*)`|(?>[^\s«»`\uE001]+)")]
    private static partial Regex WordOrCode();

    [GeneratedRegex("(?<=[" + Letter + "])'(?=[«" + Letter + "])")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"(?<!\.)\.\.\.(?!\.)")]
    private static partial Regex ThreeDots();

    // Only an unambiguous pair: on one line, opened after a space, closed before a space or a sign, nothing quoted inside.
    [GeneratedRegex(@"(?<=^|[\s(\['’])(?<!«\s)""(?=\S)(?>([^""«»\n]{1,400}))(?<=\S)""(?=[\s.,;:!?…)\]»]|\z)", RegexOptions.Multiline)]
    private static partial Regex StraightQuotes();

    // A space to replace, or a word that ends in the sign: "bravo!", but not "(!)", "?lang=fr" or "&amp;".
    [GeneratedRegex(@"(?<=\S|\A)(?>" + Space + "+)(?=[;!?])|" + WordEnd + @"(?<!&\#?\w{1,8}(?=;))(?=[;!?]+(?:[\s»)\]”""…]|\z))")]
    private static partial Regex SpaceBeforeHighSign();

    [GeneratedRegex(@"(?<=\S|\A)(?>" + Space + "+)(?=:)|" + WordEnd + @"(?=:(?:[\s»]|\z))")]
    private static partial Regex SpaceBeforeColon();

    // "5 %", "3 000 €", "n° 5".
    [GeneratedRegex("(?<=[0-9])(?>" + Space + @"+)(?=[%‰€](?!\w))|(?<=\b[nN]°)(?>" + Space + "+)(?=[0-9])")]
    private static partial Regex SpaceOfUnit();

    [GeneratedRegex("«(?>" + Space + @"*)(?=\S)|«(?>" + Space + @"+)\z")]
    private static partial Regex AfterOpeningQuote();

    [GeneratedRegex(@"(?<=\S)(?>" + Space + @"*)»|\A(?>" + Space + "+)»")]
    private static partial Regex BeforeClosingQuote();

    // Not in "CDM21 200 personnes", "2018 300 personnes", telephone numbers nor decimals.
    [GeneratedRegex("(?<![0-9]" + Space + @"?)(?<![\w.,+/\uE001])[1-9][0-9]{0,2}(?>(?:" + Space + "[0-9]{3})+)(?![0-9]|" + Space + "[0-9])")]
    private static partial Regex Thousands();

    [GeneratedRegex(Space)]
    private static partial Regex SpaceInNumber();
}

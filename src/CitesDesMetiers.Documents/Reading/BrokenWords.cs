using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>
/// Tells hyphens that break a word at the end of a line from those that belong to it ("lieux-ressources"), by what else the document writes.
/// The former become soft hyphens, which <see cref="LineJoining"/> removes.
/// </summary>
internal static partial class BrokenWords
{
    /// <summary>So many words that stand elsewhere without their hyphen show that a document breaks words.</summary>
    private const int Shown = 2;

    /// <summary>Halves of this length that are both words of the document are taken for a compound.</summary>
    private const int Half = 4;

    public static List<Block> Mark(List<Block> blocks)
    {
        var lines = blocks.SelectMany(b => b.Lines.Select(l => l.Text)).ToList();
        var words = lines.SelectMany(l => Word().Matches(EndsInHyphen(l) ? LineEnd().Replace(l, "") : l)).Select(m => m.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var breaks = blocks.SelectMany(b => b.Lines.Zip(b.Lines.Skip(1))).Count(p => Halves(p.First.Text, p.Second.Text) is (var left, var right)
            && words.Contains(left + right) && !words.Contains(left + "-" + right)) >= Shown;
        return blocks.ConvertAll(b => b.Lines.Count < 2 ? b : b with
        {
            Lines = [.. b.Lines.Select((l, i) => i + 1 < b.Lines.Count && IsBroken(l.Text, b.Lines[i + 1].Text, words, breaks)
                ? l with { Text = l.Text[..^1] + '\u00AD' } : l)],
        });
    }

    private static bool IsBroken(string line, string next, HashSet<string> words, bool breaks)
    {
        if (Halves(line, next) is not (var left, var right))
        {
            return false;
        }

        return words.Contains(left + right) ? !words.Contains(left + "-" + right)
            : !words.Contains(left + "-" + right) && !left.Contains('-', StringComparison.Ordinal) && breaks && !Suffix().IsMatch(right)
                && !(words.Contains(right) && (Prefix().IsMatch(left) || (words.Contains(left) && left.Length >= Half && right.Length >= Half)));
    }

    /// <summary>What stands before and after the hyphen at the end of a line, or null.</summary>
    private static (string Left, string Right)? Halves(string line, string next) =>
        EndsInHyphen(line) && !EndsWithAddress(line) && LineEnd().Match(line) is { Success: true } end
            && LineStart().Match(next) is { Success: true } start
            ? (end.Groups[1].Value, start.Value) : null;

    private static bool EndsInHyphen(string line) => line is [.., '-' or '\u2010'];

    private static bool EndsWithAddress(string line) => line[(line.LastIndexOf(' ') + 1)..] is var word
        && (word.Contains('@', StringComparison.Ordinal) || word.Contains("://", StringComparison.Ordinal)
            || word.Contains("www.", StringComparison.Ordinal));

    /// <summary>A word with its hyphens.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*|(?<=-)[\p{L}\p{M}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*)[-\u2010]$")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"^\p{Ll}[\p{L}\p{M}]*")]
    private static partial Regex LineStart();

    /// <summary>Words that stand before a hyphen.</summary>
    [GeneratedRegex("^(?:après|avant|sous|demi|mi|semi|ex|non|vice|peut|celui|celle|ceux|celles|lui|elle|eux|moi|est|a|t|rendez|vis|tiers|auto|co)$", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    /// <summary>Words that stand behind a hyphen.</summary>
    [GeneratedRegex("^(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là|même|mêmes|t|le|la|les|en|de|du|à|au|vous)$")]
    private static partial Regex Suffix();
}

using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>
/// Tells hyphens that break a word at the end of a line from those that belong to it ("lieux-ressources"), by what else the document writes.
/// The former become soft hyphens, which <see cref="LineJoining"/> removes.
/// </summary>
internal static partial class BrokenWords
{
    /// <summary>With fewer lines that end in a hyphen, a document does not break words.</summary>
    private const double Usual = 0.03;

    public static List<Block> Mark(List<Block> blocks)
    {
        var lines = blocks.SelectMany(b => b.Lines.Select(l => l.Text)).ToList();
        var words = lines.SelectMany(l => Word().Matches(LineEnd().Replace(l, "")).Select(m => m.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var breaks = lines.Count(l => LineEnd().IsMatch(l)) > Usual * lines.Count;
        return blocks.ConvertAll(b => b.Lines.Count < 2 ? b : b with
        {
            Lines = [.. b.Lines.Select((l, i) => i + 1 < b.Lines.Count && IsBroken(l.Text, b.Lines[i + 1].Text, words, breaks)
                ? l with { Text = l.Text[..^1] + '\u00AD' } : l)],
        });
    }

    private static bool IsBroken(string line, string next, HashSet<string> words, bool breaks)
    {
        if (LineEnd().Match(line) is not { Success: true } end || Address().IsMatch(line) || LineStart().Match(next) is not { Success: true } start)
        {
            return false;
        }

        var (left, right) = (end.Groups[1].Value, start.Value);
        return words.Contains(left + right) ? !words.Contains(left + "-" + right)
            : !words.Contains(left + "-" + right) && !left.Contains('-', StringComparison.Ordinal) && !Prefix().IsMatch(left) && !Suffix().IsMatch(right)
                && !(words.Contains(left) && words.Contains(right)) && breaks;
    }

    /// <summary>A word with its hyphens.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*|(?<=-)[\p{L}\p{M}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*)[-\u2010]$")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"^\p{Ll}[\p{L}\p{M}]*")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"\S*(?:@|://|www\.)\S*-$")]
    private static partial Regex Address();

    /// <summary>Words that stand before a hyphen.</summary>
    [GeneratedRegex("^(?:après|avant|sous|demi|mi|semi|ex|non|vice|peut|celui|celle|ceux|celles|lui|elle|eux|moi|est|a|t|rendez|vis|tiers|auto|co)$", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    /// <summary>Words that stand behind a hyphen.</summary>
    [GeneratedRegex("^(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là|même|mêmes|t|le|la|les|en|de|du|à|au|vous)$")]
    private static partial Regex Suffix();
}

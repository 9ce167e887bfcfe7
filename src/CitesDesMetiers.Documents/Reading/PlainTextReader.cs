using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>
/// Reads plain text: UTF-8, UTF-16 or Windows-1252. Empty lines end paragraphs; where lines are long, each is a paragraph. A form feed begins a
/// page, as pdftotext writes it.
/// </summary>
internal static partial class PlainTextReader
{
    /// <summary>A line longer than this was not broken by hand.</summary>
    private const int LongestBroken = 200;

    public static Document Read(byte[] content)
    {
        var (text, isGuessed) = Decode(content);
        var pages = LoneBullet().Replace(
            text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), "$1 ").Split('\f');
        if (pages.Length > DocumentLimits.Pages + 1)
        {
            throw new UnreadableDocumentException(DocumentFault.TooManyPages);
        }

        var isBroken = !pages.SelectMany(p => p.Split('\n')).Any(l => l.Length > LongestBroken);
        List<Block> blocks = [], furniture = [];
        var repeated = Repeated(pages);
        for (var page = 0; page < pages.Length; page++)
        {
            var lines = pages[page].Split('\n').ToList();
            foreach (var edge in Edges(lines).Distinct().OrderDescending()
                .Where(e => repeated.Contains(Shape(lines[e])) || IsPageNumber(lines[e], pages)))
            {
                furniture.Add(BlockOf([lines[edge]], page + 1));
                lines.RemoveAt(edge);
            }

            blocks.AddRange(Paragraphs(lines, isBroken).Select(p => BlockOf(p, page + 1)));
        }

        return new Document(
            DocumentKind.Text, Math.Max(1, pages[^1].Trim().Length == 0 ? pages.Length - 1 : pages.Length),
            BrokenWords.Mark(Joined(blocks)), furniture,
            isGuessed ? [DocumentNote.GuessedEncoding] : []);
    }

    private static bool IsPageNumber(string line, string[] pages) => pages.Length > 1 && PageNumber().IsMatch(line.Trim());

    /// <summary>The first and the last line that is not empty.</summary>
    private static IEnumerable<int> Edges(List<string> lines) =>
        new[] { lines.FindIndex(l => l.Trim().Length > 0), lines.FindLastIndex(l => l.Trim().Length > 0) }.Where(i => i >= 0);

    /// <summary>Running heads and feet: lines at the edges of several pages that differ in their numbers only.</summary>
    private static HashSet<string> Repeated(string[] pages) =>
        [.. pages.Select(p => p.Split('\n').ToList()).SelectMany(l => Edges(l).Select(e => Shape(l[e])).Distinct()).GroupBy(s => s)
            .Where(g => g.Count() >= Math.Max(2, pages.Length / 3)).Select(g => g.Key)];

    private static string Shape(string line) => Digits().Replace(line.Trim(), "0");

    private static (string Text, bool IsGuessed) Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return ((content[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(content.AsSpan(2)), false);
        }

        if (Utf16WithoutMark(content) is { } utf16)
        {
            return (utf16.GetString(content), false);
        }

        if (content.AsSpan().IndexOfAnyInRange((byte)0, (byte)8) >= 0)
        {
            throw new UnreadableDocumentException(DocumentFault.UnknownFormat);
        }

        try
        {
            return (new UTF8Encoding(false, true).GetString(content).TrimStart('\uFEFF'), false);
        }
        catch (DecoderFallbackException)
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content), true);
        }
    }

    /// <summary>In western texts as UTF-16, nearly every second byte is zero.</summary>
    private static UnicodeEncoding? Utf16WithoutMark(byte[] content)
    {
        var looked = Math.Min(content.Length, 2_000) / 2 * 2;
        var (even, odd) = (0, 0);
        for (var i = 0; i < looked; i += 2)
        {
            even += content[i] == 0 ? 1 : 0;
            odd += content[i + 1] == 0 ? 1 : 0;
        }

        return looked < 8 ? null : odd * 10 > looked * 4 && even == 0 ? new UnicodeEncoding(false, false)
            : even * 10 > looked * 4 && odd == 0 ? new UnicodeEncoding(true, false) : null;
    }

    private static IEnumerable<List<string>> Paragraphs(List<string> lines, bool isBroken)
    {
        var open = new List<string>();
        foreach (var line in lines.Select(l => l.Normalize(NormalizationForm.FormC).TrimEnd()))
        {
            var begins = line.Trim().Length == 0 || !isBroken || Bullet().IsMatch(line);
            if (begins && open.Count > 0)
            {
                yield return open;
                open = [];
            }

            if (line.Trim().Length > 0)
            {
                open.Add(line);
            }
        }

        if (open.Count > 0)
        {
            yield return open;
        }
    }

    private static Block BlockOf(List<string> lines, int page)
    {
        var bullet = Bullet().Match(lines[0]);
        var first = bullet.Success ? lines[0][bullet.Length..] : lines[0];
        return new Block(
            page, null, [.. lines.Skip(1).Prepend(first).Select(l => new Line(l.Trim(), TextStyle.Plain))],
            ListLevel: bullet.Success ? bullet.Groups["indent"].Length / 4 : null);
    }

    /// <summary>A paragraph that a page break cut: the second part begins with a small letter.</summary>
    private static List<Block> Joined(List<Block> blocks)
    {
        var joined = new List<Block>();
        foreach (var block in blocks)
        {
            if (joined.Count > 0 && joined[^1] is var last && PageBreak.Cuts(last, block, last.Page != block.Page))
            {
                joined[^1] = last with { Lines = [.. last.Lines, .. block.Lines] };
            }
            else
            {
                joined.Add(block);
            }
        }

        return joined;
    }

    [GeneratedRegex(@"^(?<indent>\s*)(?:[-–—*•·▪●○◦\uF0B7\uF0A7➢✓]|o(?=\s{2,}|\t))\s+(?=\S)", RegexOptions.ExplicitCapture)]
    internal static partial Regex Bullet();

    /// <summary>pdftotext puts the bullet on a line of its own.</summary>
    [GeneratedRegex(@"^[ \t]*([•·▪●○◦\uF0B7\uF0A7])[ \t]*\n\s*(?=\S)", RegexOptions.Multiline)]
    private static partial Regex LoneBullet();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:page\s*|-\s*)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?(?:\s*-)?$", RegexOptions.IgnoreCase)]
    internal static partial Regex PageNumber();
}

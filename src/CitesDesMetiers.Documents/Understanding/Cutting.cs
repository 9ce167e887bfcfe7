using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>
/// Cuts blocks that hold more than one thing, as in texts without empty lines: before titles, salutations and contacts, after addresses, and
/// where capitals begin or end.
/// </summary>
internal static class Cutting
{
    public static List<Part> Cut(Document document)
    {
        var parts = new List<Part>();
        for (var i = 0; i < document.Blocks.Count; i++)
        {
            var block = document.Blocks[i];
            var (start, isWhole) = (0, SectionNames.Of(block.Text) is not null);
            for (var line = 1; line < block.Lines.Count && !isWhole; line++)
            {
                if (Cuts(block.Lines, start, line))
                {
                    parts.Add(PartOf(i, block, start, line));
                    start = line;
                }
            }

            parts.Add(PartOf(i, block, start, block.Lines.Count));
        }

        return parts;
    }

    private static Part PartOf(int index, Block block, int from, int to) =>
        new(index, from == 0 && to == block.Lines.Count ? block : block with
        {
            Lines = [.. block.Lines.Skip(from).Take(to - from)],
            ListLevel = from == 0 ? block.ListLevel : null,
        });

    private static bool Cuts(IReadOnlyList<Line> lines, int start, int at)
    {
        var (before, line) = (lines[at - 1].Text, lines[at].Text);
        var isInContact = ContactLabel.IsAt(lines[start].Text);
        // Where styles are known, paragraphs do not mix them: what looks like a title within one is prose.
        var isPlain = lines[at].Style.Size == 0;
        return (isPlain && (SectionNames.Of(line) is not null || SectionNames.Of(before) is not null))
            || ContactLabel.IsAt(line) || (isInContact && Addresses.IsOnly(before) && !Addresses.IsOnly(line) && !before.EndsWith('@')
                && !Addresses.IsRest(line))
            || Courtesies.IsSalutation(line) || Courtesies.IsClosing(line) || Courtesies.IsSalutation(before) || Courtesies.IsClosing(before)
            || (!isInContact && Capitals.AreAll(line) != Capitals.AreAll(before) && IsTitle(lines, start, at));
    }

    /// <summary>A name in capitals at the start of a line is no title: the other side must be a whole line, and no sentence may go on.</summary>
    private static bool IsTitle(IReadOnlyList<Line> lines, int start, int at) =>
        Capitals.AreAll(lines[at - 1].Text) ? lines.Skip(start).Take(at - start).All(l => Capitals.AreAll(l.Text))
            : lines[at].Text.Length > 12 && lines[at - 1].Text.TrimEnd() is [.., '.' or '!' or '?' or '»' or ';']
                || Addresses.IsOnly(lines[at - 1].Text);
}

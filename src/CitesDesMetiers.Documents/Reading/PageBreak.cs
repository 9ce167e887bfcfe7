namespace CitesDesMetiers.Documents.Reading;

/// <summary>Whether the end of a page or of a column cut a paragraph in two.</summary>
internal static class PageBreak
{
    /// <param name="isNewPlace">Whether the second block stands on another page or in another column.</param>
    public static bool Cuts(Block first, Block second, bool isNewPlace)
    {
        if (!isNewPlace || first.Lines.Count == 0 || second.Lines.Count == 0 || second.ListLevel is not null || first.Heading != second.Heading)
        {
            return false;
        }

        var (end, start) = (first.Text.TrimEnd(), second.Text.TrimStart());
        return end.Length > 0 && start.Length > 0 && first.Style.Bold == second.Style.Bold && Math.Abs(first.Style.Size - second.Style.Size) < 0.6
            && (char.IsLower(start[0]) || end[^1] is '-' or ',' || AreTitle(first, second)) && end[^1] is not ('.' or '!' or '?' or ':' or ';' or '»')
            && !start.Contains('@', StringComparison.Ordinal);
    }

    /// <summary>Two parts of a title in capitals: one after the other, they would be two titles without a text.</summary>
    private static bool AreTitle(Block first, Block second) =>
        first.Lines.Count + second.Lines.Count <= 4 && first.Style == second.Style && first.Style.Size > 0 && IsInCapitals(first)
            && IsInCapitals(second);

    private static bool IsInCapitals(Block block) => block.Text is var text && text.Any(char.IsLetter) && !text.Any(char.IsLower);
}

using Markdig.Syntax;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Adapts the headings of a text to the page that contains it.</summary>
internal static class HeadingLevels
{
    /// <summary>Renumbers the headings so that they start at <paramref name="top"/> and skip no level. The deepest level is 6.</summary>
    public static void Fit(MarkdownDocument document, int top)
    {
        var open = new Stack<int>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            while (open.TryPeek(out var level) && level >= heading.Level)
            {
                open.Pop();
            }

            open.Push(heading.Level);
            heading.Level = Math.Min(top + open.Count - 1, 6);
        }
    }
}

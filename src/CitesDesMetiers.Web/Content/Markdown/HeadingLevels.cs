using Markdig.Syntax;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Headings of a text within a page that has headings of its own.</summary>
internal static class HeadingLevels
{
    /// <summary>Renumbers the headings so that the outermost have the level <paramref name="top"/> and none is skipped; h6 at most.</summary>
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

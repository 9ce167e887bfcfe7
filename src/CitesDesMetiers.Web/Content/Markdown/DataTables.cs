using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Makes tables accessible by giving each header cell its scope (WCAG 1.3.1). If the first header is empty, the first column contains
/// row headers. If all headers are empty, the table has no header row.
/// </summary>
internal static class DataTables
{
    public static void Complete(IElement root)
    {
        foreach (var head in root.QuerySelectorAll("thead"))
        {
            var headings = head.QuerySelectorAll("th").ToList();
            if (headings.TrueForAll(IsEmpty))
            {
                // Also a header row without a single cell, which Markdig makes of "|" alone.
                head.Remove();
                continue;
            }

            var isCornerEmpty = IsEmpty(headings[0]);
            headings.ForEach(heading => Rename(heading, IsEmpty(heading) ? "td" : "th", "col"));
            if (isCornerEmpty)
            {
                foreach (var cell in head.ParentElement!.QuerySelectorAll("tbody td:first-child").Where(cell => !IsEmpty(cell)))
                {
                    Rename(cell, "th", "row");
                }
            }
        }
    }

    private static bool IsEmpty(IElement cell) => cell.ChildElementCount == 0 && string.IsNullOrWhiteSpace(cell.TextContent);

    private static void Rename(IElement cell, string name, string scope)
    {
        var renamed = cell.Owner!.CreateElement(name);
        renamed.Append([.. cell.ChildNodes]);
        if (name == "th")
        {
            renamed.SetAttribute("scope", scope);
        }

        cell.Replace(renamed);
    }
}

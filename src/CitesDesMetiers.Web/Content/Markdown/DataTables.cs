using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Tables as people who listen need them: each heading says what it heads (WCAG 1.3.1). An empty first heading means that the
/// first column heads its rows; a table whose headings are all empty has none.
/// </summary>
internal static class DataTables
{
    public static void Complete(IElement root)
    {
        foreach (var head in root.QuerySelectorAll("thead"))
        {
            var headings = head.QuerySelectorAll("th").ToList();
            var isCornerEmpty = IsEmpty(headings[0]);
            if (headings.TrueForAll(IsEmpty))
            {
                head.Remove();
                continue;
            }

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

namespace CitesDesMetiers.Web.Ui;

/// <summary>
/// Composes the title of a page. Its parts add what distinguishes it while they render, before the head is written: a filter, a page
/// number, or an error. « Erreur : » comes first, because screen readers read the title first.
/// </summary>
public static class PageTitle
{
    private static readonly object Parts = new();
    private static readonly object Refused = new();

    public static void BeginWithError(HttpContext context) => context.Items[Refused] = true;

    public static void Add(HttpContext context, string? part)
    {
        if (!string.IsNullOrWhiteSpace(part))
        {
            context.Items[Parts] = $"{context.Items[Parts]}, {part.Trim()}";
        }
    }

    /// <param name="title">The title set by the view.</param>
    public static string Of(HttpContext context, object? title) =>
        $"{(context.Items.ContainsKey(Refused) ? "Erreur\u00A0: " : "")}{title}{context.Items[Parts]}";
}

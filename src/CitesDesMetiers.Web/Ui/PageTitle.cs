namespace CitesDesMetiers.Web.Ui;

/// <summary>
/// The title of a page with what tells it from others like it. The parts of the page say so while they are written, which is before its
/// head: a filter that is set, the page of a list, an error (« Erreur : » comes first, as screen readers say the title first).
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

    /// <param name="title">Of the view.</param>
    public static string Of(HttpContext context, object? title) =>
        $"{(context.Items.ContainsKey(Refused) ? "Erreur\u00A0: " : "")}{title}{context.Items[Parts]}";
}

namespace CitesDesMetiers.Web.Ui.Layout;

/// <summary>Another form of a page, which programs find in its head.</summary>
/// <param name="Address">Absolute for a page, because search engines ask for it.</param>
/// <param name="Type">Media type; null for a page.</param>
/// <param name="Title">What feed readers call it.</param>
/// <param name="Language">BCP 47 tag of a page; null for a file.</param>
internal sealed record Alternate(string Address, string? Type, string? Title, string? Language)
{
    public static Alternate Atom(string address, string title) => new(address, "application/atom+xml", title, null);

    public static Alternate Json(string address, string title) => new(address, "application/feed+json", title, null);

    public static Alternate Calendar(string address, string title) => new(address, "text/calendar", title, null);

    public static Alternate Pdf(string address, string title) => new(address, "application/pdf", title, null);

    /// <summary>The same text in a language, the page's own included (Google asks for it).</summary>
    public static Alternate In(string language, string address) => new(address, null, null, language);
}

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>Under which keys a page finds what the request before it has to say: TempData, but for a conflict, which is in ViewData.</summary>
internal static class PageMessages
{
    public const string SavedKey = "Saved";
    public const string RefusedKey = "Refused";
    public const string ConflictKey = "Conflict";

    /// <summary>Where the button beside the message posts to: it takes back what was done.</summary>
    public const string UndoKey = "Undo";
}

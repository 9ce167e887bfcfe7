namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>Keys of messages from the previous request. They are in TempData.</summary>
internal static class PageMessages
{
    public const string SavedKey = "Saved";
    public const string RefusedKey = "Refused";

    /// <summary>Address that the undo button beside the message posts to.</summary>
    public const string UndoKey = "Undo";
}

using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Drafts;

/// <summary>
/// The editing session of one person on one thing, in one row: their presence, shown to others, and their unsaved draft.
/// </summary>
public class EditingSession
{
    public const int SubjectLength = 80;

    /// <summary>How long a person counts as present after the last sign; the page sends one every 15 seconds.</summary>
    public static readonly TimeSpan Presence = TimeSpan.FromSeconds(45);

    public EditingSession(string subject, int userId, string userName, DateTime now)
    {
        Subject = Text.Line(subject, SubjectLength, nameof(subject));
        UserId = userId;
        UserName = userName;
        SeenAt = now;
    }

    private EditingSession()
    {
        Subject = UserName = "";
    }

    public int Id { get; private set; }

    /// <summary>The thing edited, such as "News/12" or "Issue/5"; "News/" and a GUID before its first save.</summary>
    public string Subject { get; private set; }
    public int UserId { get; private set; }
    public string UserName { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime SeenAt { get; private set; }

    /// <summary>The form fields as JSON, names to values; null when everything is saved.</summary>
    public string? Draft { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DraftSavedAt { get; private set; }

    /// <summary>The version of the entity on which the draft is based.</summary>
    public Guid? BaseVersion { get; private set; }

    public void See(DateTime now) => SeenAt = now;

    public void Keep(string draft, Guid? baseVersion, DateTime now)
    {
        Draft = draft;
        BaseVersion = baseVersion;
        DraftSavedAt = SeenAt = now;
    }

    /// <summary>Discards the draft after it was saved, or when its author does not want it.</summary>
    public void Forget() => (Draft, DraftSavedAt, BaseVersion) = (null, null, null);
}

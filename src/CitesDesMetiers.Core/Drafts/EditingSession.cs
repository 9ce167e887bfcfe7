using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Drafts;

/// <summary>
/// One person at work on one thing: that they are there, for others to see, and what they typed and have not saved yet.
/// One row a person and a thing.
/// </summary>
public class EditingSession
{
    public const int SubjectLength = 80;

    /// <summary>Seen within this time means still there; the page says so every 15 seconds.</summary>
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

    /// <summary>What is edited, such as "nouvelle/12" or "numero/5/textes"; "nouvelle/" and a GUID for something not saved yet.</summary>
    public string Subject { get; private set; }
    public int UserId { get; private set; }
    public string UserName { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime SeenAt { get; private set; }

    /// <summary>The fields of the form as JSON, name to values; null when all is saved.</summary>
    public string? Draft { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DraftSavedAt { get; private set; }

    /// <summary>The version of the entity the draft began from.</summary>
    public Guid? BaseVersion { get; private set; }

    public void See(DateTime now) => SeenAt = now;

    public void Keep(string draft, Guid? baseVersion, DateTime now)
    {
        Draft = draft;
        BaseVersion = baseVersion;
        DraftSavedAt = SeenAt = now;
    }

    /// <summary>Forgets the draft: it was saved, or its author does not want it.</summary>
    public void Forget() => (Draft, DraftSavedAt, BaseVersion) = (null, null, null);
}

using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Auditing;

/// <summary>An action on personal data or on the right to see it, or one that opens the site to another program.</summary>
public enum AuditAction
{
    SubscribersExported,
    SubscribersImported,
    ImportUndone,
    SubscriberErased,
    ProofExported,
    DataDownloaded,
    MemberInvited,
    AddressReleased,
    WebhookAdded,
    WebhookRemoved,
}

/// <summary>
/// An entry of the audit log: who did what to whose data, and when. Append-only. Addresses are at most shown masked (ASVS 5.0 16.2.5).
/// </summary>
/// <param name="at">UTC.</param>
/// <param name="userId">No foreign key: the entry outlives the account. Null for a command and for an action of a subscriber.</param>
/// <param name="byName">The name shown in the log.</param>
/// <param name="subject">What it was done to, in French.</param>
public class AuditEntry(AuditAction action, DateTime at, int? userId, string byName, string subject)
{
    public const int NameLength = 200;
    public const int SubjectLength = 500;

    /// <summary>How the log names a subscriber.</summary>
    public static string OfSubscriber(int id) => $"Abonné n°\u00A0{id}";

    public int Id { get; private set; }
    public AuditAction Action { get; private set; } = action;
    public DateTime At { get; private set; } = at;
    public int? UserId { get; private set; } = userId;
    public string ByName { get; private set; } = Text.Line(byName, NameLength, nameof(byName));
    public string Subject { get; private set; } = Text.Line(subject, SubjectLength, nameof(subject));
}

using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Auditing;

/// <summary>What was done with personal data, or with who may see it.</summary>
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
}

/// <summary>
/// An entry of the journal: who did what to whose data, and when. Append-only. It names nobody's address: a masked one at most
/// (ASVS 5.0 16.2.5).
/// </summary>
/// <param name="at">UTC.</param>
/// <param name="userId">Not a foreign key: the entry outlives the account. Null for a command, and for a subscriber's own act.</param>
/// <param name="byName">Who did it, as the journal shows it.</param>
/// <param name="subject">What it was done to, in French.</param>
public class AuditEntry(AuditAction action, DateTime at, int? userId, string byName, string subject)
{
    public const int NameLength = 200;
    public const int SubjectLength = 500;

    /// <summary>A subscriber as the journal names them.</summary>
    public static string OfSubscriber(int id) => $"Abonné n°\u00A0{id}";

    public int Id { get; private set; }
    public AuditAction Action { get; private set; } = action;
    public DateTime At { get; private set; } = at;
    public int? UserId { get; private set; } = userId;
    public string ByName { get; private set; } = Text.Line(byName, NameLength, nameof(byName));
    public string Subject { get; private set; } = Text.Line(subject, SubjectLength, nameof(subject));
}

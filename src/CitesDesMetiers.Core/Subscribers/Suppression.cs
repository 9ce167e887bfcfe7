namespace CitesDesMetiers.Core.Subscribers;

public enum SuppressionReason
{
    /// <summary>Asked never to be written to again.</summary>
    Request,
    Bounce,
    Complaint,
}

/// <summary>An address that must never be written to again, known only by its key so that the list itself tells nobody's address.</summary>
public class Suppression(string addressKey, SuppressionReason reason, DateTime createdAt)
{
    public int Id { get; private set; }

    /// <summary>HMAC of the normalised address: see <see cref="AddressKeys"/>.</summary>
    public string AddressKey { get; private set; } = addressKey;
    public SuppressionReason Reason { get; private set; } = reason;
    public DateTime CreatedAt { get; private set; } = createdAt;
}

namespace CitesDesMetiers.Core.Subscribers;

public enum SuppressionReason
{
    /// <summary>The person asked never to receive mail again.</summary>
    Request,
    Bounce,
    Complaint,

    /// <summary>Their data was erased (RGPD 17): only this key and its date remain.</summary>
    Erasure,
}

/// <summary>An address that must never receive mail again, identified by its key so that the list reveals no address.</summary>
/// <param name="status">The enhanced status code (RFC 3463) that caused it, or null.</param>
public class Suppression(string addressKey, SuppressionReason reason, DateTime createdAt, string? status = null)
{
    public int Id { get; private set; }

    /// <summary>HMAC of the normalised address: see <see cref="AddressKeys"/>.</summary>
    public string AddressKey { get; private set; } = addressKey;
    public SuppressionReason Reason { get; private set; } = reason;
    public DateTime CreatedAt { get; private set; } = createdAt;
    public string? Status { get; private set; } = status;

    /// <summary>Applies a stricter reason, when the reader reports a mail as unwanted although the address is on the list already.</summary>
    public void ApplyStricterReason(SuppressionReason reason, DateTime now)
    {
        if (reason is SuppressionReason.Complaint && Reason is not SuppressionReason.Complaint)
        {
            (Reason, CreatedAt, Status) = (reason, now, null);
        }
    }

    /// <summary>
    /// Whether the person can lift the suppression alone, by submitting the form and confirming from the mailbox. That proves who they are
    /// (<see cref="SuppressionReason.Request"/>) and that the mailbox works (<see cref="SuppressionReason.Bounce"/>). After a complaint we
    /// send no further mail, not even that one: only an administrator can lift it.
    /// </summary>
    public static bool EndsByConfirming(SuppressionReason reason) => reason is not SuppressionReason.Complaint;
}

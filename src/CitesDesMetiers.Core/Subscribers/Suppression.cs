namespace CitesDesMetiers.Core.Subscribers;

public enum SuppressionReason
{
    /// <summary>Asked never to be written to again.</summary>
    Request,
    Bounce,
    Complaint,

    /// <summary>Their data was erased (RGPD 17): this key and its date are all that is left of them.</summary>
    Erasure,
}

/// <summary>An address that must never be written to again, known only by its key so that the list itself tells nobody's address.</summary>
/// <param name="status">The enhanced status code (RFC 3463) that led to it, where one did.</param>
public class Suppression(string addressKey, SuppressionReason reason, DateTime createdAt, string? status = null)
{
    public int Id { get; private set; }

    /// <summary>HMAC of the normalised address: see <see cref="AddressKeys"/>.</summary>
    public string AddressKey { get; private set; } = addressKey;
    public SuppressionReason Reason { get; private set; } = reason;
    public DateTime CreatedAt { get; private set; } = createdAt;
    public string? Status { get; private set; } = status;

    /// <summary>The reader reported our mail as unwanted on top of what the address is on the list for: the stricter reason holds.</summary>
    public void Worsen(SuppressionReason reason, DateTime now)
    {
        if (reason is SuppressionReason.Complaint && Reason is not SuppressionReason.Complaint)
        {
            (Reason, CreatedAt, Status) = (reason, now, null);
        }
    }

    /// <summary>
    /// Whether the person can come back alone, by asking through the form and pressing the button in the mail they receive.
    /// That proves who they are (<see cref="SuppressionReason.Request"/>) and that the mailbox works again
    /// (<see cref="SuppressionReason.Bounce"/>). Who reported our mail as unwanted gets no further mail at all, not even
    /// that one: only an administrator who has heard from them takes it back.
    /// </summary>
    public static bool EndsByConfirming(SuppressionReason reason) => reason is not SuppressionReason.Complaint;
}

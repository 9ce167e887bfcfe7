namespace CitesDesMetiers.Core.Sending;

/// <summary>
/// A transactional mail, such as a request to confirm. It is saved in one transaction with the change that caused it, so that neither
/// an unavailable relay nor a stop loses it. It is deleted once sent.
/// </summary>
/// <param name="content">Address, subject and bodies; encrypted, since they hold personal data and a token.</param>
/// <param name="messageId">Without angle brackets; the same at every attempt.</param>
/// <param name="createdAt">UTC.</param>
/// <param name="userId">
/// The account it is about, or null. It is no foreign key, like <paramref name="subscriberId"/>: the mail outlives the row.
/// </param>
/// <param name="subscriberId">Public identity of the subscriber it is about; null for none.</param>
public class OutgoingMail(byte[] content, string messageId, DateTime createdAt, int? userId = null, Guid? subscriberId = null)
{
    public long Id { get; private set; }
    public byte[] Content { get; private set; } = content;
    public string MessageId { get; private set; } = messageId;
    public DateTime CreatedAt { get; private set; } = createdAt;
    public int? UserId { get; private set; } = userId;
    public Guid? SubscriberId { get; private set; } = subscriberId;
    public int Attempts { get; private set; }

    /// <summary>See <see cref="Delivery.UncertainAttempts"/>.</summary>
    public int UncertainAttempts { get; private set; }

    /// <summary>The earliest time of the next attempt, UTC.</summary>
    public DateTime NextAttemptAt { get; private set; } = createdAt;
    public Guid? LeaseId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LeasedUntil { get; private set; }

    public void Defer(DateTime until, bool uncertain = false)
    {
        Attempts++;
        UncertainAttempts += uncertain ? 1 : 0;
        PutBack(until);
    }

    /// <summary>Releases it without counting an attempt.</summary>
    public void PutBack(DateTime until)
    {
        NextAttemptAt = until;
        LeaseId = null;
        LeasedUntil = null;
    }
}

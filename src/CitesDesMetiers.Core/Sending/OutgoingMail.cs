namespace CitesDesMetiers.Core.Sending;

/// <summary>
/// A mail the site sends by itself, such as a request to confirm. It is saved together with what caused it, so that
/// neither a relay that is away nor a stop loses it, and removed once it has gone.
/// </summary>
/// <param name="content">Address, subject and bodies, encrypted: they hold personal data and a token.</param>
/// <param name="messageId">Without angle brackets; the same at every attempt.</param>
/// <param name="createdAt">UTC.</param>
/// <param name="userId">Whose account it is about; null for none. Not a foreign key, like <paramref name="subscriberId"/>: it goes out all the same.</param>
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

    /// <summary>UTC; not before this time.</summary>
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

    /// <summary>Gives it back untried: no attempt is counted.</summary>
    public void PutBack(DateTime until)
    {
        NextAttemptAt = until;
        LeaseId = null;
        LeasedUntil = null;
    }
}

using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Sending;

public enum ReturnKind
{
    /// <summary>A delivery status notification (RFC 3464) of a failure.</summary>
    Failure,

    /// <summary>A feedback report (RFC 5965): the reader reported the mail as unwanted.</summary>
    Complaint,

    /// <summary>A reader unsubscribed by mail (RFC 2369 3.2).</summary>
    Unsubscription,

    /// <summary>The relay refused the address when the mail was sent; no report came back.</summary>
    Refusal,
}

/// <summary>A report about one subscriber and its effect. It holds neither an address nor text of the mail.</summary>
/// <param name="deliveryId">Null when the report was recognised by the subscriber's own token.</param>
/// <param name="status">Enhanced status code (RFC 3463) such as "5.1.1", or null.</param>
/// <param name="digest">SHA-256 of the report, or of the delivery's id for a refusal. It makes a report read twice count once.</param>
/// <param name="at">UTC.</param>
public class ReturnedMail(
    ReturnKind kind, int subscriberId, long? deliveryId, FailureCause? cause, string? status, byte[] digest, DateTime at)
{
    public int Id { get; private set; }
    public ReturnKind Kind { get; private set; } = kind;
    public int SubscriberId { get; private set; } = subscriberId;
    public Subscriber Subscriber { get; private set; } = null!;
    public long? DeliveryId { get; private set; } = deliveryId;
    public FailureCause? Cause { get; private set; } = cause;
    public string? Status { get; private set; } = status;
    public byte[] Digest { get; private set; } = digest;
    public DateTime At { get; private set; } = at;
}

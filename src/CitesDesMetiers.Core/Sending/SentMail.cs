namespace CitesDesMetiers.Core.Sending;

/// <summary>
/// The record of an <see cref="OutgoingMail"/> that was sent: it says whom a failure report would be about. It holds neither address
/// nor text. It is deleted when the report arrives, or can no longer arrive.
/// </summary>
/// <param name="id">The id of the outgoing mail, which the mark of its envelope sender carries.</param>
/// <param name="userId">Whose account it was about, or null.</param>
/// <param name="subscriberId">Public identity of the subscriber it was about, or null.</param>
/// <param name="addressKey">The key of the address it went to: a report says nothing about a later address of the person.</param>
/// <param name="sentAt">UTC.</param>
public class SentMail(long id, int? userId, Guid? subscriberId, string addressKey, DateTime sentAt)
{
    /// <summary>How long a report may arrive. Servers give up after five days (RFC 5321 4.5.4.1); some reports take longer.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public long Id { get; private set; } = id;
    public int? UserId { get; private set; } = userId;
    public Guid? SubscriberId { get; private set; } = subscriberId;
    public string AddressKey { get; private set; } = addressKey;
    public DateTime SentAt { get; private set; } = sentAt;
}

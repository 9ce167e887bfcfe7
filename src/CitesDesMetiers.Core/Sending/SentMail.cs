namespace CitesDesMetiers.Core.Sending;

/// <summary>
/// What is left of an <see cref="OutgoingMail"/> once it has gone: whom a report of its failure would be about. It holds
/// neither address nor text, and is removed when such a report has come, or can no longer come.
/// </summary>
/// <param name="id">That of the outgoing mail, which stands in the mark of its envelope sender.</param>
/// <param name="userId">Whose account it was about, or null.</param>
/// <param name="subscriberId">Public identity of the subscriber it was about, or null.</param>
/// <param name="addressKey">Of the address it went to: a report says nothing about another one that the person has since.</param>
/// <param name="sentAt">UTC.</param>
public class SentMail(long id, int? userId, Guid? subscriberId, string addressKey, DateTime sentAt)
{
    /// <summary>Servers give up after five days (RFC 5321 4.5.4.1); some reports take longer.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public long Id { get; private set; } = id;
    public int? UserId { get; private set; } = userId;
    public Guid? SubscriberId { get; private set; } = subscriberId;
    public string AddressKey { get; private set; } = addressKey;
    public DateTime SentAt { get; private set; } = sentAt;
}

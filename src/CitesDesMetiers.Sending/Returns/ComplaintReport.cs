using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Reads feedback reports (RFC 5965), and those of Outlook.com, which only return the mail. Most providers remove the reader's address:
/// our own marks in the returned mail identify them.
/// </summary>
internal static class ComplaintReport
{
    /// <summary>The field in which Outlook.com's programme (JMRP) names the reader.</summary>
    private const string OutlookMark = "X-HmXmrOriginalRecipient";

    /// <returns>Null when it is not such a report.</returns>
    public static ReadReturn? Read(ReturnedMessage message, AddressKeys keys)
    {
        var type = message.Feedback is { } fields ? (fields["Feedback-Type"] ?? "").Trim().ToLowerInvariant()
            : message.Originals.Any(o => o.Contains(OutlookMark)) ? "abuse" : null;
        return type switch
        {
            null => null,
            "abuse" => About(ReturnMeaning.Complaint, message, keys),
            "opt-out" or "opt-out-list" => About(ReturnMeaning.Unsubscription, message, keys),
            "not-spam" => ReadReturn.Nothing,

            // Fraud, a virus or a failed signature is no request to unsubscribe: a person must look at it.
            _ => ReadReturn.NotUnderstood,
        };
    }

    private static ReadReturn About(ReturnMeaning meaning, ReturnedMessage message, AddressKeys keys)
    {
        var mark = ReturnTokens.MarkBroughtBack(message, keys);
        var subscriber = ReturnTokens.SubscriberBroughtBack(message, keys);
        return mark is null && subscriber is null ? ReadReturn.NotUnderstood
            : new ReadReturn(meaning, mark?.DeliveryId, subscriber, MailId: mark?.MailId, MessageId: ReturnTokens.MessageIdBroughtBack(message));
    }
}

using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>The meaning of a message in the mailbox.</summary>
internal enum ReturnMeaning
{
    Failure,
    Complaint,
    Unsubscription,

    /// <summary>An automatic reply or a notice of delay: it has no effect.</summary>
    Nothing,

    /// <summary>News of a Cité, taken by the site.</summary>
    News,

    /// <summary>Anything else, or a report without a mark of ours: a person must look at it.</summary>
    NotUnderstood,
}

/// <summary>What was read from one message.</summary>
/// <param name="DeliveryId">The delivery, from the mark of the envelope sender.</param>
/// <param name="SubscriberId">The public identity, from the unsubscribe link.</param>
/// <param name="Verdict">The meaning of a failure.</param>
/// <param name="MailId">The transactional mail, from the mark of its envelope sender.</param>
/// <param name="MessageId">The Message-ID of the returned mail. Anybody may forge it: it only selects among one subscriber's deliveries.</param>
internal sealed record ReadReturn(ReturnMeaning Meaning, long? DeliveryId = null, Guid? SubscriberId = null, BounceVerdict? Verdict = null,
    long? MailId = null, string? MessageId = null)
{
    public static readonly ReadReturn Nothing = new(ReturnMeaning.Nothing);
    public static readonly ReadReturn News = new(ReturnMeaning.News);
    public static readonly ReadReturn NotUnderstood = new(ReturnMeaning.NotUnderstood);
}

/// <summary>Determines what a message means and about whom it is. It changes nothing.</summary>
internal static class ReturnReading
{
    public static ReadReturn Of(ReturnedMessage? message, AddressKeys keys)
    {
        if (message is null)
        {
            return ReadReturn.NotUnderstood;
        }

        if (ComplaintReport.Read(message, keys) is { } complaint)
        {
            return complaint;
        }

        var mark = ReturnTokens.MarkOf(message, keys) ?? ReturnTokens.MarkBroughtBack(message, keys);
        if (FailureReport.Read(message) is { } report)
        {
            return report.Meaning is ReturnMeaning.Failure ? About(mark, report) : report;
        }

        if (ReturnTokens.SubscriberLeaving(message, keys) is { } leaving)
        {
            return new ReadReturn(ReturnMeaning.Unsubscription, SubscriberId: leaving);
        }

        if (PlainBounce.Read(message) is { } plain && mark is not null)
        {
            return About(mark, plain);
        }

        return AutomaticAnswer.Is(message) ? ReadReturn.Nothing : ReadReturn.NotUnderstood;
    }

    private static ReadReturn About(ReturnMark? mark, ReadReturn report) =>
        mark is null ? ReadReturn.NotUnderstood : report with { DeliveryId = mark.Value.DeliveryId, MailId = mark.Value.MailId };
}

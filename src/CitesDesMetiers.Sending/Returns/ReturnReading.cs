using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>What a message in the mailbox is.</summary>
public enum ReturnMeaning
{
    Failure,
    Complaint,
    Unsubscription,

    /// <summary>An answer by a machine, or news of a delay: it asks for nothing.</summary>
    Nothing,

    /// <summary>A person must look at it: it is something else, or bears no mark of ours.</summary>
    NotUnderstood,
}

/// <param name="DeliveryId">By the mark of the envelope sender.</param>
/// <param name="SubscriberId">The public identity, by the link to leave.</param>
/// <param name="Verdict">Of a failure.</param>
/// <param name="MailId">A mail to one person, by the mark of its envelope sender.</param>
/// <param name="MessageId">Of the mail it brings back, which anybody may write: it only tells the deliveries of one known subscriber apart.</param>
public sealed record ReadReturn(ReturnMeaning Meaning, long? DeliveryId = null, Guid? SubscriberId = null, BounceVerdict? Verdict = null, long? MailId = null, string? MessageId = null)
{
    public static readonly ReadReturn Nothing = new(ReturnMeaning.Nothing);
    public static readonly ReadReturn NotUnderstood = new(ReturnMeaning.NotUnderstood);
}

/// <summary>Says what a message is, and about whom. It changes nothing.</summary>
public static class ReturnReading
{
    public static ReadReturn Of(ReturnedMessage? message, AddressKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
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

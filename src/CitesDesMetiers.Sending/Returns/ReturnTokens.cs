using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Subscribers;
using MimeKit;
using MimeKit.Utils;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>The mail that a mark names: a delivery of an issue, or a transactional mail.</summary>
internal readonly record struct ReturnMark(long? DeliveryId, long? MailId);

/// <summary>Finds the authenticated marks that only this site can create. Without one a message has no effect, whatever it claims.</summary>
internal static partial class ReturnTokens
{
    /// <summary>Header fields that may name the address a message was delivered to; servers differ.</summary>
    private static readonly string[] Recipient =
        ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "X-Rcpt-To", "X-Apparently-To", "To", "Cc", "Resent-To",
            "Received"];

    /// <summary>Header fields of a returned mail that may name its envelope sender.</summary>
    private static readonly string[] Sender = ["Return-Path", "X-Envelope-From", "X-Original-Return-Path", "Original-Mail-From", "Envelope-From",
        "X-Sender"];

    /// <summary>The values of the fields that may name the address a message was delivered to, the surest first.</summary>
    public static IEnumerable<string> Recipients(HeaderList headers) =>
        Recipient.SelectMany(name => headers.Where(f => f.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(20)).Select(f => f.Value);

    /// <summary>The mail to whose envelope sender the message was sent.</summary>
    public static ReturnMark? MarkOf(ReturnedMessage message, AddressKeys keys) => First(message.Headers, Recipient, keys);

    /// <summary>The mail that the message returns.</summary>
    public static ReturnMark? MarkBroughtBack(ReturnedMessage message, AddressKeys keys) =>
        (message.Feedback is { } fields ? First(fields, Sender, keys) : null)
            ?? message.Originals.Select(o => First(o, Sender, keys)).FirstOrDefault(m => m is not null);

    /// <summary>The subscriber whose unsubscribe link is in the returned mail.</summary>
    public static Guid? SubscriberBroughtBack(ReturnedMessage message, AddressKeys keys) =>
        message.Originals.Select(o => o[HeaderId.ListUnsubscribe]).OfType<string>()
            .SelectMany(f => LeavingLink().Matches(f).Select(m => keys.ReadUnsubscribeToken(m.Groups[1].Value)))
            .FirstOrDefault(s => s is not null);

    /// <summary>The Message-ID of the returned mail, without angle brackets.</summary>
    public static string? MessageIdBroughtBack(ReturnedMessage message) =>
        message.Originals.Select(o => o[HeaderId.MessageId]).OfType<string>().Select(MimeUtils.ParseMessageId)
            .FirstOrDefault(id => id is { Length: > 0 });

    /// <summary>The subscriber who unsubscribes by mail, from the subject that <see cref="NewsletterMessage"/> writes.</summary>
    public static Guid? SubscriberLeaving(ReturnedMessage message, AddressKeys keys) =>
        LeavingSubject().Match(message.Subject) is { Success: true } match ? keys.ReadUnsubscribeToken(match.Groups[1].Value) : null;

    private static ReturnMark? First(HeaderList fields, string[] names, AddressKeys keys) =>
        names.SelectMany(name => fields.Where(f => f.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(20))
            .SelectMany(f => ReturnToken().Matches(f.Value).Select(m => Read(m.Groups[1].Value, keys)))
            .FirstOrDefault(m => m is not null);

    private static ReturnMark? Read(string token, AddressKeys keys) =>
        keys.ReadReturnToken(token) is { } delivery ? new(delivery, null)
        : keys.ReadPersonalReturnToken(token) is { } mail ? new(null, mail)
        : null;

    [GeneratedRegex(@"\+([0-9a-f]{1,16}-[0-9a-f]{16})@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReturnToken();

    [GeneratedRegex(SubscriptionAddresses.LeavingRoot + "([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")]
    private static partial Regex LeavingLink();

    [GeneratedRegex(@"d[ée]sinscription[\s_:]+([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeavingSubject();
}

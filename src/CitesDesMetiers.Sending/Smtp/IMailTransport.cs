using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>A message with its envelope.</summary>
/// <param name="Mime">The message, signed; nothing may change it any more.</param>
/// <param name="EnvelopeFrom">The address for failure reports; null for none (<c>MAIL FROM:&lt;&gt;</c>).</param>
internal sealed record OutgoingMessage(MimeMessage Mime, MailboxAddress? EnvelopeFrom, MailboxAddress To);

/// <summary>
/// Sends mails, one at a time; each worker has its own instance. Calls block, up to ten minutes for one answer, so the worker has its
/// own thread too (<see cref="DedicatedThread"/>). Outcomes are values; only internal faults throw.
/// </summary>
internal interface IMailTransport : IDisposable
{
    /// <summary>Whether the next message can be sent without connecting first.</summary>
    bool IsReady { get; }

    /// <summary>Connects if necessary. Returns null when ready to send, otherwise why not.</summary>
    SendResult? GetReady(CancellationToken cancellation);

    /// <summary>Sends one message to one recipient.</summary>
    /// <param name="cancellation">Ends the wait. A message cut short after its end is <see cref="SendOutcome.Uncertain"/>.</param>
    SendResult Send(OutgoingMessage message, CancellationToken cancellation);

    /// <summary>Closes the connection while there is nothing to send. The next message opens another one.</summary>
    void Disconnect();
}

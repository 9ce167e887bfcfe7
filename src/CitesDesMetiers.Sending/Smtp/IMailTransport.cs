using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <param name="Mime">Ready to leave: nothing may change it any more.</param>
/// <param name="EnvelopeFrom">Where failures go; null for none (<c>MAIL FROM:&lt;&gt;</c>).</param>
public sealed record OutgoingMessage(MimeMessage Mime, MailboxAddress? EnvelopeFrom, MailboxAddress To);

/// <summary>
/// One way out for mails, one message at a time: each worker has its own. It blocks, up to ten minutes for one answer, so the worker
/// has a thread of its own too (<see cref="DedicatedThread"/>). What happens to a message is a value; only a fault of ours throws.
/// </summary>
public interface IMailTransport : IDisposable
{
    /// <summary>Whether the next message can leave without waiting for anything.</summary>
    bool IsReady { get; }

    /// <summary>Gets ready to send at once. Null when it is; else why not.</summary>
    SendResult? GetReady(CancellationToken cancellation);

    /// <summary>Sends one message to one recipient.</summary>
    /// <param name="cancellation">Gives up waiting; a message cut short after its end is <see cref="SendOutcome.Uncertain"/>.</param>
    SendResult Send(OutgoingMessage message, CancellationToken cancellation);

    /// <summary>Nothing more to send for now: lets go of what it holds.</summary>
    void Rest();
}

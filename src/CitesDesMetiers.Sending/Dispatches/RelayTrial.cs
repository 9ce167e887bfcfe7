using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>Sends one short mail through the relay in force at once, and gives what the relay answered.</summary>
public sealed class RelayTrial(Relays relays, SigningKeys signing, IOptions<MailOptions> options, TimeProvider clock)
{
    /// <summary>A person waits for the answer; a slower relay counts as silent.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<SendResult> SendAsync(EmailAddress to, string subject, string text, CancellationToken cancellation)
    {
        var mail = options.Value;
        var message = new MimeMessage
        {
            Date = clock.GetUtcNow(),
            MessageId = MimeUtils.GenerateMessageId(mail.MessageIdDomain),
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(mail.From);
        message.To.Add(new MailboxAddress("", to.Value));
        message.Prepare(EncodingConstraint.SevenBit);
        foreach (var key in await signing.OfAsync(mail.MessageIdDomain, cancellation))
        {
            key.Sign(message);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        return await DedicatedThread.RunAsync(() =>
        {
            using var transport = relays.CreateTransport(relays.SelectFor(0));
            return Task.FromResult(transport.Send(new OutgoingMessage(message, mail.From, new MailboxAddress("", to.Value)), timeout.Token));
        });
    }
}

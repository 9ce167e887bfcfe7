using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;
using MimeKit.Utils;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>Sends one test copy to one address at once. Its unsubscribe link ends nobody's subscription.</summary>
public sealed class TestSend(
    Relays relays, NewsletterMessage messages, AddressKeyStore keys, SigningKeys signing, IOptions<MailOptions> options)
{
    public const string Prefix = "[Essai] ";

    /// <summary>An editor waits for the answer; a slower relay counts as unavailable.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(45);

    public async Task<SendResult> SendAsync(NewsletterTemplate template, EmailAddress to, CancellationToken cancellation)
    {
        var (addressKeys, nobody) = (await keys.GetAsync(cancellation), Guid.NewGuid());
        var message = messages.Create(
            template with { Subject = Prefix + template.Subject, Campaign = "essai" },
            new NewsletterRecipient(
                to.Value, MimeUtils.GenerateMessageId(options.Value.MessageIdDomain),
                addressKeys.UnsubscribeToken(nobody), addressKeys.ManageToken(nobody)));
        foreach (var key in await signing.OfAsync(options.Value.MessageIdDomain, cancellation))
        {
            key.Sign(message.Mime);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        return await DedicatedThread.RunAsync(() =>
        {
            using var transport = relays.CreateTransport(relays.SelectFor(0));
            return Task.FromResult(transport.Send(message, timeout.Token));
        });
    }
}

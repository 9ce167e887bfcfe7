using System.Net.Sockets;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.IO;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>The largest message that every relay accepts (RFC 1870), read with EHLO and cached for some minutes.</summary>
public sealed class RelaySize(IOptions<MailOptions> options, NewsletterMessage messages, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    /// <summary>An editor waits for the page; a slower relay counts as silent.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim asking = new(1, 1);
    private long? limit;
    private DateTimeOffset? askedAt;

    /// <summary>Bytes; null when there is no limit, or the relay did not tell one.</summary>
    public long? Limit => options.Value.Transport is MailTransportKind.Smtp ? limit : null;

    /// <summary>Asks the relays unless they were asked a moment ago. Never call it inside a transaction: it may take seconds.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (options.Value.Transport is not MailTransportKind.Smtp || askedAt + KeptFor > clock.GetUtcNow())
        {
            return;
        }

        await asking.WaitAsync(cancellation);
        try
        {
            if (!(askedAt + KeptFor > clock.GetUtcNow()))
            {
                var said = await Task.WhenAll(options.Value.Relays.Select(r => AskAsync(r, cancellation)));
                limit = said.Min();
                askedAt = clock.GetUtcNow();
            }
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>The size of one copy in bytes, headers included.</summary>
    public long SizeOf(EditionContent content, RenderedMail mail)
    {
        var copy = messages.Create(
            new NewsletterTemplate(content.Subject, content.Language, mail.Html, mail.Text, content.ContactAddress, "essai"),
            new NewsletterRecipient("une-adresse-de-longueur-moyenne@lecteurs.example", $"{Guid.NewGuid():N}@{options.Value.MessageIdDomain}",
                new string('x', 43), new string('x', 43)));
        using var counter = new MeasuringStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        copy.Mime.WriteTo(format, counter);
        return counter.Length;
    }

    public void Dispose() => asking.Dispose();

    private async Task<long?> AskAsync(SmtpRelay relay, CancellationToken cancellation)
    {
        using var client = new SmtpClient { LocalDomain = options.Value.LocalDomain };
        ServerTrust.Of(client);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            await client.ConnectAsync(relay.Host, relay.Port, relay.Security, timeout.Token);
            var said = client.Capabilities.HasFlag(SmtpCapabilities.Size) && client.MaxSize > 0 ? client.MaxSize : (long?)null;
            await client.DisconnectAsync(quit: true, timeout.Token);
            return said;
        }
        catch (Exception e) when ((SmtpFailures.IsExpected(e) || e is SocketException) && !cancellation.IsCancellationRequested)
        {
            // The dispatch will report what is wrong with the relay; here the limit is unknown.
            return null;
        }
    }
}

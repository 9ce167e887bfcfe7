using System.Net.Sockets;
using CitesDesMetiers.Web.Sending.Copies;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// One connection to the relay, opened when needed, reused, and closed after <see cref="MessagesPerConnection"/> messages.
/// </summary>
internal sealed class SmtpTransport(SmtpRelay relay, IOptions<MailOptions> options, SmtpTimeLimits limits) : IMailTransport
{
    public const int MessagesPerConnection = 100;

    /// <summary>For one connection after the other.</summary>
    private readonly byte[] buffer = new byte[CoalescingStream.Size];
    private RelayClient? client;
    private int sent;

    public bool IsReady => client is { IsConnected: true } && sent < MessagesPerConnection;

    public async Task<SendResult?> ReadyAsync(CancellationToken cancellation)
    {
        if (IsReady)
        {
            return null;
        }

        await RestAsync();
        var fresh = new RelayClient { LocalDomain = options.Value.LocalDomain, Timeout = Milliseconds(limits.FinalReply) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(limits.Connect);
        try
        {
            await ConnectAsync(fresh, limit.Token);
            (client, sent) = (fresh, 0);
            return null;
        }
        catch (Exception e) when (SmtpFailures.IsExpected(e))
        {
            fresh.Dispose();
            return SmtpFailures.Classify(e, fresh.Conversation);
        }
    }

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var reused = sent > 0;
        if (await ReadyAsync(cancellation) is { } unready)
        {
            return unready;
        }

        var result = await SendOnceAsync(message, cancellation);

        // Relays close a connection that has been quiet for long; that is no reason to back off.
        return reused && result is { Outcome: SendOutcome.RelayUnavailable, Code: null, Stage: SendStage.MailFrom } && !cancellation.IsCancellationRequested
            ? await ReadyAsync(cancellation) ?? await SendOnceAsync(message, cancellation)
            : result;
    }

    public async Task RestAsync()
    {
        if (client is not { } old)
        {
            return;
        }

        client = null;
        sent = 0;
        using (old)
        {
            using var limit = new CancellationTokenSource(limits.Quit);
            try
            {
                await old.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (SmtpFailures.IsExpected(e))
            {
                // It is gone either way.
            }
        }
    }

    public async ValueTask DisposeAsync() => await RestAsync();

    private static int Milliseconds(TimeSpan time) => (int)(time + TimeSpan.FromSeconds(30)).TotalMilliseconds;

    private async Task ConnectAsync(RelayClient fresh, CancellationToken cancellation)
    {
        fresh.Conversation.Enter(SendStage.Connect);

        // Nagle's algorithm against delayed acknowledgements costs a factor of fifty; MailKit cannot be told on its own sockets.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendBufferSize = 2 * CoalescingStream.Size };
        try
        {
            await socket.ConnectAsync(relay.Host, relay.Port, cancellation);
            await fresh.ConnectAsync(new CoalescingStream(new NetworkStream(socket, ownsSocket: true), buffer), relay.Host, relay.Port, relay.Security, cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (relay.User is not null)
        {
            fresh.Conversation.Enter(SendStage.Authenticate);
            await fresh.AuthenticateAsync(relay.User, relay.Password ?? "", cancellation);
        }
    }

    private async Task<SendResult> SendOnceAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var open = client!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(limits.Transaction);
        open.Conversation.Enter(SendStage.MailFrom);
        open.Conversation.BodySent = () => limit.CancelAfter(limits.FinalReply);
        open.AsksForReports = message.EnvelopeFrom is not null;
        sent++;
        try
        {
            return SendResult.Sent("250 " + await open.SendAsync(message.Mime, message.EnvelopeFrom ?? new MailboxAddress("", ""), [message.To], limit.Token));
        }
        catch (Exception e) when (SmtpFailures.IsExpected(e))
        {
            if (e is not CommandException)
            {
                // What else the relay said is lost or still to come: the next answer over this connection may be to something else.
                client = null;
                open.Dispose();
            }

            return SmtpFailures.Classify(e, open.Conversation);
        }
        finally
        {
            open.Conversation.BodySent = null;
        }
    }

    /// <summary>MailKit's client, telling its conversation which commands the relay accepted (they may be pipelined).</summary>
    private sealed class RelayClient(SmtpConversation conversation) : SmtpClient(conversation)
    {
        public RelayClient()
            : this(new SmtpConversation()) =>
            DeliveryStatusNotificationType = MailKit.Net.Smtp.DeliveryStatusNotificationType.HeadersOnly;

        /// <summary>False for a mail without an envelope sender: there is nobody to report to.</summary>
        public bool AsksForReports { get; set; }

        public SmtpConversation Conversation => conversation;

        /// <summary>Its bytes stand: no need to format it once more to count them.</summary>
        protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
            message is PreparedMessage prepared ? prepared.Length : base.GetSize(options, message, cancellationToken);

        protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
            message is PreparedMessage prepared ? Task.FromResult((long)prepared.Length) : base.GetSizeAsync(options, message, cancellationToken);

        /// <summary>Failures only (RFC 3461): a delay is none. Asked of relays that offer it.</summary>
        protected override MailKit.DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            AsksForReports ? MailKit.DeliveryStatusNotification.Failure : null;

        protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            conversation.Enter(SendStage.Recipient);

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if (conversation.Stage is SendStage.Recipient)
            {
                conversation.Enter(SendStage.Data);
            }
        }
    }
}

/// <summary>How long to wait for a relay.</summary>
public sealed record SmtpTimeLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From MAIL to the end of the body.</summary>
    public TimeSpan Transaction { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From the final dot to its answer. Giving up earlier is the main source of second copies (RFC 5321 4.5.3.2.6).</summary>
    public TimeSpan FinalReply { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(2);
}

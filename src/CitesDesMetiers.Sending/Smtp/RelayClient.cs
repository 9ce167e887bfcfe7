using System.Net.Sockets;
using CitesDesMetiers.Sending.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// MailKit's client in calls that block, over one connection: it tells its conversation which commands the relay accepted (they may be
/// pipelined), and is cut off when time is up. A call that blocks hears of no token, so its socket is closed under it.
/// </summary>
internal sealed class RelayClient : SmtpClient
{
    private readonly SmtpConversation conversation;
    private readonly SmtpTimeLimits limits;
    private readonly CancellationTokenSource end = new();

    // Nagle's algorithm against delayed acknowledgements costs a factor of fifty; MailKit cannot be told on its own sockets.
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendBufferSize = 2 * CoalescingStream.Size };
    private readonly ServerTrust trust;
    private bool asksForReports;

    public RelayClient(SmtpTimeLimits limits)
        : this(new SmtpConversation(), limits)
    {
    }

    private RelayClient(SmtpConversation conversation, SmtpTimeLimits limits)
        : base(conversation)
    {
        (this.conversation, this.limits, trust) = (conversation, limits, ServerTrust.Of(this));
        conversation.BodySent = () => end.CancelAfter(limits.FinalReply);
        end.Token.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        Timeout = (int)(limits.FinalReply + TimeSpan.FromSeconds(30)).TotalMilliseconds;
        DeliveryStatusNotificationType = MailKit.Net.Smtp.DeliveryStatusNotificationType.HeadersOnly;
    }

    /// <summary>Opens the connection, up to the point where messages can be sent. Null when it is; else why not.</summary>
    /// <param name="buffer">As <see cref="CoalescingStream"/> wants it.</param>
    public SendResult? Open(SmtpRelay relay, byte[] buffer, CancellationToken cancellation) =>
        Within(limits.Connect, SendStage.Connect, () =>
        {
            socket.Connect(relay.Host, relay.Port);
            Connect(new CoalescingStream(new NetworkStream(socket, ownsSocket: true), buffer), relay.Host, relay.Port, relay.Security, end.Token);
            if (relay.User is not null)
            {
                conversation.Enter(SendStage.Authenticate);
                Authenticate(relay.User, relay.Password ?? "", end.Token);
            }

            return null;
        }, cancellation);

    public SendResult Send(OutgoingMessage message, CancellationToken cancellation)
    {
        asksForReports = message.EnvelopeFrom is not null;
        return Within(
            limits.Transaction, SendStage.MailFrom,
            () => SendResult.Sent("250 " + Send(message.Mime, message.EnvelopeFrom ?? new MailboxAddress("", ""), [message.To], end.Token)),
            cancellation)!;
    }

    public void Leave()
    {
        if (IsConnected)
        {
            Within(limits.Quit, SendStage.Connect, () =>
            {
                Disconnect(quit: true, end.Token);
                return null;
            }, CancellationToken.None);
        }

        Dispose();
    }

    /// <summary>Its bytes stand: no need to format it once more to count them.</summary>
    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        message is PreparedMessage prepared ? prepared.Length : base.GetSize(options, message, cancellationToken);

    /// <summary>Failures only (RFC 3461): a delay is none. Asked of relays that offer it, but for a mail without an envelope sender: there is nobody to report to.</summary>
    protected override MailKit.DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        asksForReports ? MailKit.DeliveryStatusNotification.Failure : null;

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        conversation.Enter(SendStage.Recipient);

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (conversation.Stage is SendStage.Recipient)
        {
            conversation.Enter(SendStage.Data);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            end.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// What the call gives, or what its failure means. After one that is no answer to a command the connection is closed: what else the relay
    /// said is lost or still to come, and the next answer might be to something else.
    /// </summary>
    private SendResult? Within(TimeSpan limit, SendStage stage, Func<SendResult?> call, CancellationToken cancellation)
    {
        conversation.Enter(stage);
        end.CancelAfter(limit);
        var isOver = true;
        try
        {
            using var given = cancellation.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), end);
            var result = call();
            isOver = false;
            return result;
        }
        catch (Exception e) when (end.IsCancellationRequested || SmtpFailures.IsExpected(e))
        {
            isOver = stage is SendStage.Connect || e is not CommandException;
            return SmtpFailures.Classify(end.IsCancellationRequested && e is not CommandException ? new TimeoutException(null, e) : e, conversation, trust);
        }
        finally
        {
            if (isOver)
            {
                Dispose();
            }
            else
            {
                end.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
            }
        }
    }
}

using System.Net.Sockets;
using CitesDesMetiers.Sending.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// MailKit's client, used with blocking calls over one connection. It tells its conversation which commands the relay accepted, since
/// they may be pipelined. A blocking call ignores its token, so a timeout closes the socket under it.
/// </summary>
internal sealed class RelayClient : SmtpClient
{
    private readonly SmtpConversation conversation;
    private readonly SmtpTimeLimits limits;
    private readonly CancellationTokenSource end = new();

    // NoDelay: Nagle's algorithm with delayed acknowledgements is fifty times slower. MailKit cannot set it on sockets it creates.
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

    /// <summary>Connects and signs in. Returns null when messages can be sent, otherwise why not.</summary>
    /// <param name="buffer">The buffer for <see cref="CoalescingStream"/>.</param>
    public SendResult? Open(SmtpRelay relay, byte[] buffer, CancellationToken cancellation) =>
        RunWithin(limits.Connect, SendStage.Connect, () =>
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
        return RunWithin(
            limits.Transaction, SendStage.MailFrom,
            () => SendResult.Sent("250 " + Send(message.Mime, message.EnvelopeFrom ?? new MailboxAddress("", ""), [message.To], end.Token)),
            cancellation)!;
    }

    /// <summary>Says QUIT and closes the connection.</summary>
    public void Close()
    {
        if (IsConnected)
        {
            RunWithin(limits.Quit, SendStage.Connect, () =>
            {
                Disconnect(quit: true, end.Token);
                return null;
            }, CancellationToken.None);
        }

        Dispose();
    }

    /// <summary>A prepared message knows its size: it need not be formatted again to count.</summary>
    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        message is PreparedMessage prepared ? prepared.Length : base.GetSize(options, message, cancellationToken);

    /// <summary>
    /// Asks for reports of failures, not of delays (RFC 3461), from relays that offer them. A mail without an envelope sender asks for
    /// none: nobody would receive the report.
    /// </summary>
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
    /// Runs a call within a time limit and classifies its failure. Unless the failure is an answer to a command, the connection is closed:
    /// later answers could no longer be matched to commands.
    /// </summary>
    private SendResult? RunWithin(TimeSpan limit, SendStage stage, Func<SendResult?> call, CancellationToken cancellation)
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
            return SmtpFailures.Classify(end.IsCancellationRequested && e is not CommandException ? new TimeoutException(null, e)
                : e, conversation, trust);
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

using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// Sends over one connection to the relay. It is opened when needed, reused, and closed after <see cref="MessagesPerConnection"/> messages.
/// </summary>
internal sealed class SmtpTransport(SmtpRelay relay, IOptions<MailOptions> options, SmtpTimeLimits limits) : IMailTransport
{
    public const int MessagesPerConnection = 100;

    /// <summary>Reused by one connection after the other.</summary>
    private readonly byte[] buffer = new byte[CoalescingStream.Size];
    private RelayClient? client;
    private int sent;

    public bool IsReady => client is { IsConnected: true } && sent < MessagesPerConnection;

    public SendResult? GetReady(CancellationToken cancellation)
    {
        if (IsReady)
        {
            return null;
        }

        Disconnect();
        var fresh = new RelayClient(limits) { LocalDomain = options.Value.LocalDomain };
        if (fresh.Open(relay, buffer, cancellation) is { } failure)
        {
            return failure;
        }

        (client, sent) = (fresh, 0);
        return null;
    }

    public SendResult Send(OutgoingMessage message, CancellationToken cancellation)
    {
        var reused = IsReady && sent > 0;
        if (GetReady(cancellation) is { } failure)
        {
            return failure;
        }

        sent++;
        var result = client!.Send(message, cancellation);

        // Relays close connections that were idle for long. That is no reason to back off: reconnect and send again.
        return reused && !cancellation.IsCancellationRequested
            && result is { Outcome: SendOutcome.RelayUnavailable, Code: null, Stage: SendStage.MailFrom }
            ? Send(message, cancellation)
            : result;
    }

    public void Disconnect()
    {
        client?.Close();
        (client, sent) = (null, 0);
    }

    public void Dispose() => Disconnect();
}

/// <summary>How long to wait for a relay before giving up.</summary>
internal sealed record SmtpTimeLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From MAIL FROM to the end of the body.</summary>
    public TimeSpan Transaction { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From the final dot to its reply. Giving up earlier is the main cause of second copies (RFC 5321 4.5.3.2.6).</summary>
    public TimeSpan FinalReply { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(2);
}

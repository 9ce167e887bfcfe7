using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Smtp;

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

    public SendResult? GetReady(CancellationToken cancellation)
    {
        if (IsReady)
        {
            return null;
        }

        Rest();
        var fresh = new RelayClient(limits) { LocalDomain = options.Value.LocalDomain };
        if (fresh.Open(relay, buffer, cancellation) is { } unready)
        {
            return unready;
        }

        (client, sent) = (fresh, 0);
        return null;
    }

    public SendResult Send(OutgoingMessage message, CancellationToken cancellation)
    {
        var reused = IsReady && sent > 0;
        if (GetReady(cancellation) is { } unready)
        {
            return unready;
        }

        sent++;
        var result = client!.Send(message, cancellation);

        // Relays close a connection that has been quiet for long; that is no reason to back off.
        return reused && result is { Outcome: SendOutcome.RelayUnavailable, Code: null, Stage: SendStage.MailFrom } && !cancellation.IsCancellationRequested
            ? Send(message, cancellation)
            : result;
    }

    public void Rest()
    {
        client?.Leave();
        (client, sent) = (null, 0);
    }

    public void Dispose() => Rest();
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

using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// The single place that classifies SMTP failures, by the stage of the transaction and the relay's code (RFC 5321 4.2.1 and 4.5.4,
/// RFC 3463).
/// </summary>
internal static class SmtpFailures
{
    /// <summary>Whether <see cref="Classify"/> can classify the exception; any other is an internal fault.</summary>
    public static bool IsExpected(Exception e) =>
        e is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException
            or SslHandshakeException or NotSupportedException or IOException or SocketException or TimeoutException or OperationCanceledException;

    public static SendResult Classify(Exception e, SmtpConversation conversation, ServerTrust trust)
    {
        var stage = conversation.Stage;

        // A reply to the final dot counts even if the connection broke right after it.
        if (stage is SendStage.FinalDot && conversation.FinalReply is { Length: > 0 } final)
        {
            return FinalAnswer(e is SmtpCommandException refused ? Reply(refused) : final);
        }

        return e switch
        {
            SmtpCommandException command => ByCode(Reply(command), stage),

            // 535 and similar codes are permanent, 454 is temporary; MailKit wraps both.
            AuthenticationException => ByCode(Known(conversation.LastReply) ?? "535 " + e.Message, SendStage.Authenticate),
            ServiceNotAuthenticatedException => SendResult.Rejected(Known(conversation.LastReply) ?? e.Message, SendStage.Authenticate),

            // STARTTLS is missing or the certificate is not trusted: waiting does not help, and nothing may be sent unencrypted.
            _ when trust.Why(e) is { } reason => SendResult.Rejected(reason, SendStage.Connect),
            _ when stage is SendStage.FinalDot => SendResult.Uncertain($"No answer to the final dot: {Kind(e)}."),
            _ => SendResult.RelayUnavailable($"Connection lost at stage {stage}: {Kind(e)}.", stage),
        };
    }

    /// <summary>Anything that is not an SMTP code is no answer: the message may have arrived.</summary>
    private static SendResult FinalAnswer(string reply)
    {
        var answer = ByCode(reply, SendStage.FinalDot);
        return answer.Code is null ? SendResult.Uncertain("No answer to the final dot but something else than SMTP.") : answer;
    }

    private static SendResult ByCode(string reply, SendStage stage) =>
        reply.FirstOrDefault() switch
        {
            '2' when stage is SendStage.FinalDot => SendResult.Sent(reply),
            '5' => SendResult.Rejected(reply, stage),
            _ when stage <= SendStage.MailFrom => SendResult.RelayUnavailable(reply, stage),
            _ => SendResult.Deferred(reply, stage),
        };

    private static string Reply(SmtpCommandException e) => $"{(int)e.StatusCode} {e.Message}";

    private static string? Known(string reply) => reply.Length > 3 && reply[0] is '4' or '5' ? reply : null;

    private static string Kind(Exception e) =>
        e switch
        {
            OperationCanceledException or TimeoutException => "time is up",
            SocketException socket => socket.SocketErrorCode.ToString(),
            { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
            _ => e.GetType().Name,
        };
}

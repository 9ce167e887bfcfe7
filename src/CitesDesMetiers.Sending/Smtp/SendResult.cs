using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Smtp;

public enum SendOutcome
{
    /// <summary>The relay accepted responsibility for the message.</summary>
    Sent,

    /// <summary>Refused temporarily (4xx): try this message again later.</summary>
    Deferred,

    /// <summary>Refused permanently (5xx).</summary>
    Rejected,

    /// <summary>The relay is unreachable or busy. The message was not sent, and nothing is known about it.</summary>
    RelayUnavailable,

    /// <summary>The whole message was sent, but no answer came: it may have arrived or not.</summary>
    Uncertain,
}

/// <summary>How far an SMTP transaction got, in order.</summary>
public enum SendStage
{
    Connect,
    Authenticate,
    MailFrom,
    Recipient,

    /// <summary>DATA was requested, or the body is being sent.</summary>
    Data,

    /// <summary>The final dot was sent.</summary>
    FinalDot,
}

/// <summary>The outcome of one message, as a value that the caller must handle.</summary>
/// <param name="Reply">The relay's answer with its codes, such as "250 2.0.0 Ok: queued as 4F1"; without one, what went wrong.</param>
public sealed partial record SendResult(SendOutcome Outcome, string Reply, SendStage Stage)
{
    /// <summary>The reply code of three digits (RFC 5321 4.2), or null when the relay did not answer.</summary>
    public int? Code => BasicCode().Match(Reply) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Enhanced status code (RFC 3463) such as "5.1.1", or null.</summary>
    public string? EnhancedCode => BasicCode().Match(Reply) is { Success: true } match && match.Groups[2].Success ? match.Groups[2].Value : null;

    /// <summary>Whether the relay is closing (421): it accepts nothing more now, whatever it answered about this message.</summary>
    public bool IsRelayClosing => Code == 421;

    internal static SendResult Sent(string reply) => new(SendOutcome.Sent, reply, SendStage.FinalDot);

    internal static SendResult Deferred(string reply, SendStage stage) => new(SendOutcome.Deferred, reply, stage);

    internal static SendResult Rejected(string reply, SendStage stage) => new(SendOutcome.Rejected, reply, stage);

    internal static SendResult RelayUnavailable(string reply, SendStage stage = SendStage.Connect) => new(SendOutcome.RelayUnavailable, reply, stage);

    internal static SendResult Uncertain(string reply) => new(SendOutcome.Uncertain, reply, SendStage.FinalDot);

    [GeneratedRegex(@"^([245]\d\d)(?:[ -]+([245]\.\d{1,3}\.\d{1,3})\b)?")]
    private static partial Regex BasicCode();
}

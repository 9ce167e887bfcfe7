using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Smtp;

public enum SendOutcome
{
    /// <summary>The relay has taken responsibility for it.</summary>
    Sent,

    /// <summary>Refused for now (4xx): try this message again later.</summary>
    Deferred,

    /// <summary>Refused for good (5xx).</summary>
    Rejected,

    /// <summary>The relay is away, or has no time for anybody: nothing is known about this message, it was not sent.</summary>
    RelayUnavailable,

    /// <summary>The whole message left and no answer came: it may have arrived or not.</summary>
    Uncertain,
}

/// <summary>How far a transaction had come, in order.</summary>
public enum SendStage
{
    Connect,
    Authenticate,
    MailFrom,
    Recipient,

    /// <summary>DATA was asked for, or the body is on its way.</summary>
    Data,

    /// <summary>The final dot has left.</summary>
    FinalDot,
}

/// <summary>What became of one message: a value the caller must look at.</summary>
/// <param name="Reply">The relay's answer with its codes, such as "250 2.0.0 Ok: queued as 4F1"; or what went wrong before it gave one.</param>
public sealed partial record SendResult(SendOutcome Outcome, string Reply, SendStage Stage)
{
    /// <summary>Three digits (RFC 5321 4.2), or null when the relay did not answer.</summary>
    public int? Code => BasicCode().Match(Reply) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>Enhanced status code (RFC 3463) such as "5.1.1", or null.</summary>
    public string? EnhancedCode => BasicCode().Match(Reply) is { Success: true } match && match.Groups[2].Success ? match.Groups[2].Value : null;

    /// <summary>The relay is closing (421): nothing more for it now, whatever this message was told.</summary>
    public bool IsRelayClosing => Code == 421;

    public static SendResult Sent(string reply) => new(SendOutcome.Sent, reply, SendStage.FinalDot);

    public static SendResult Deferred(string reply, SendStage stage) => new(SendOutcome.Deferred, reply, stage);

    public static SendResult Rejected(string reply, SendStage stage) => new(SendOutcome.Rejected, reply, stage);

    public static SendResult RelayUnavailable(string reply, SendStage stage = SendStage.Connect) => new(SendOutcome.RelayUnavailable, reply, stage);

    public static SendResult Uncertain(string reply) => new(SendOutcome.Uncertain, reply, SendStage.FinalDot);

    [GeneratedRegex(@"^([245]\d\d)(?:[ -]+([245]\.\d{1,3}\.\d{1,3})\b)?")]
    private static partial Regex BasicCode();
}

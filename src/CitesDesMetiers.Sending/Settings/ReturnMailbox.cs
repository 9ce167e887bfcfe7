using MailKit.Security;

namespace CitesDesMetiers.Sending.Settings;

public enum MailboxProtocol
{
    Imap,
    Pop3,
}

/// <summary>What becomes of a message once all it says is recorded.</summary>
public enum AfterReading
{
    /// <summary>It stays, marked as read by the site.</summary>
    Keep,

    /// <summary>It goes into <see cref="ReturnMailbox.DoneFolder"/>.</summary>
    Move,
    Delete,
}

/// <summary>Section <c>Mail:Returns</c>: the mailbox where reports and requests by mail arrive.</summary>
/// <param name="Password">Null with <paramref name="OAuth"/>.</param>
/// <param name="Folder">Of an IMAP mailbox.</param>
/// <param name="DoneFolder">With <see cref="AfterReading.Move"/>.</param>
/// <param name="LeftFolder">Where messages go that a person must look at; null leaves them in place, flagged.</param>
/// <param name="Interval">How often it is looked at where the server does not tell of new mail by itself.</param>
public sealed record ReturnMailbox(
    MailboxProtocol Protocol, string Host, int Port, SecureSocketOptions Security, string User, string? Password, OAuthClient? OAuth,
    string Folder, AfterReading AfterReading, string DoneFolder, string? LeftFolder, TimeSpan Interval);

/// <summary>How access tokens are asked for (RFC 6749 4.4 and 6).</summary>
/// <param name="RefreshToken">Null asks with the client's own credentials.</param>
public sealed record OAuthClient(Uri TokenEndpoint, string ClientId, string? ClientSecret, string? Scope, string? RefreshToken);

/// <summary>When failures that may pass have been too many.</summary>
/// <param name="Limit">That many mails that failed for a reason of the address.</param>
/// <param name="Within">Counted back from the last one.</param>
public sealed record BouncePatience(int Limit, TimeSpan Within);

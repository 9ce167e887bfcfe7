using MailKit.Security;

namespace CitesDesMetiers.Sending.Settings;

internal enum MailboxProtocol
{
    Imap,
    Pop3,
}

/// <summary>What happens to a message once its effects are recorded.</summary>
internal enum AfterReading
{
    /// <summary>Keep it, marked as read by the site.</summary>
    Keep,

    /// <summary>Move it to <see cref="ReturnMailbox.DoneFolder"/>.</summary>
    Move,
    Delete,
}

/// <summary>Section <c>Mail:Returns</c>: the mailbox where reports and requests by mail arrive.</summary>
/// <param name="Password">Null with <paramref name="OAuth"/>.</param>
/// <param name="Folder">The folder to read in an IMAP mailbox.</param>
/// <param name="DoneFolder">The target of <see cref="AfterReading.Move"/>.</param>
/// <param name="LeftFolder">The folder for messages that a person must read; null leaves them in place, flagged.</param>
/// <param name="Interval">The time between two readings when the server does not announce new mail.</param>
internal sealed record ReturnMailbox(
    MailboxProtocol Protocol, string Host, int Port, SecureSocketOptions Security, string User, string? Password, OAuthClient? OAuth,
    string Folder, AfterReading AfterReading, string DoneFolder, string? LeftFolder, TimeSpan Interval);

/// <summary>How access tokens are requested (RFC 6749 4.4 and 6).</summary>
/// <param name="RefreshToken">Null requests tokens with the client's own credentials.</param>
internal sealed record OAuthClient(Uri TokenEndpoint, string ClientId, string? ClientSecret, string? Scope, string? RefreshToken);

/// <summary>How many temporary failures suppress an address.</summary>
/// <param name="Limit">The number of mails that failed for a reason of the address.</param>
/// <param name="Within">The period in which they count, back from the last one.</param>
internal sealed record SoftBounceLimit(int Limit, TimeSpan Within);

namespace CitesDesMetiers.Sending.Returns;

/// <summary>One message in the mailbox.</summary>
/// <param name="Number">UID in IMAP, place of this session in POP3.</param>
/// <param name="Key">What names it from session to session.</param>
/// <param name="Size">Bytes.</param>
public sealed record MailboxItem(uint Number, string Key, long Size);

/// <summary>The mailbox over one protocol or the other. A connection that breaks throws; whoever uses it opens another one.</summary>
public interface IReturnMailbox : IAsyncDisposable
{
    /// <summary>
    /// How much of a message is read at most. What says why a mail failed stands before the mail itself in every report; our own
    /// mails are far smaller.
    /// </summary>
    const int MostBytes = 512 * 1024;

    /// <exception cref="MailKit.Security.AuthenticationException">Name or password are wrong.</exception>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>What has not been dealt with yet, oldest first; asked again until nothing new is among it.</summary>
    Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation);

    /// <summary>At most <see cref="MostBytes"/> of it.</summary>
    Task<byte[]> ReadAsync(MailboxItem item, CancellationToken cancellation);

    /// <summary>All it says is recorded: marks, moves or deletes it.</summary>
    Task DoneAsync(MailboxItem item, CancellationToken cancellation);

    /// <summary>Leaves it for a person, where that person will find it, and does not list it again.</summary>
    Task LeaveAsync(MailboxItem item, CancellationToken cancellation);

    /// <summary>Waits for new mail, or for a while.</summary>
    /// <returns>Whether it is still open.</returns>
    Task<bool> WaitAsync(CancellationToken cancellation);

    /// <summary>Ends the session; only then a POP3 server deletes.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>How long to wait for the mailbox, and between two tries.</summary>
public sealed record MailboxTimeLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Shorter than the half hour of RFC 2177, as routers forget connections sooner.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(9);
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(15);
}

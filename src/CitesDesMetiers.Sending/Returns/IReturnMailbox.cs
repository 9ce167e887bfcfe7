namespace CitesDesMetiers.Sending.Returns;

/// <summary>One message in the mailbox.</summary>
/// <param name="Number">The UID in IMAP, the message number of the session in POP3.</param>
/// <param name="Key">An identifier that is stable across sessions.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record MailboxItem(uint Number, string Key, long Size);

/// <summary>The return mailbox over IMAP or POP3. A broken connection throws; the caller then opens another mailbox.</summary>
internal interface IReturnMailbox : IAsyncDisposable
{
    /// <summary>
    /// The most bytes to read of a message. Every report states the reason before the returned mail, and our own mails are far smaller.
    /// </summary>
    const int MostBytes = 512 * 1024;

    /// <summary>Connects and signs in.</summary>
    /// <exception cref="MailKit.Security.AuthenticationException">The name or password is wrong.</exception>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Lists the messages not handled yet, oldest first. Call it again until it lists nothing new.</summary>
    Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation);

    /// <summary>Reads at most so many bytes of a message.</summary>
    Task<byte[]> ReadAsync(MailboxItem item, int most, CancellationToken cancellation);

    /// <summary>Marks, moves or deletes a message whose effects are recorded.</summary>
    Task DoneAsync(MailboxItem item, CancellationToken cancellation);

    /// <summary>Leaves a message for a person, where they will find it, and lists it no more.</summary>
    Task LeaveAsync(MailboxItem item, CancellationToken cancellation);

    /// <summary>Waits for new mail, for a limited time.</summary>
    /// <returns>Whether the mailbox is still open.</returns>
    Task<bool> WaitAsync(CancellationToken cancellation);

    /// <summary>Ends the session; a POP3 server deletes messages only then.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>How long to wait for the mailbox, and between two attempts.</summary>
public sealed record MailboxTimeLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest IDLE command. It is shorter than the 30 minutes of RFC 2177, since routers forget connections sooner.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(9);
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(15);
}

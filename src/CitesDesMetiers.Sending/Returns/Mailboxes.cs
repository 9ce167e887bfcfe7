using System.Collections.Concurrent;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Creates the mailbox of the settings for its protocol.</summary>
public sealed class Mailboxes(IOptions<MailOptions> options, MailboxTimeLimits limits, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> left = new();
    private readonly Lazy<MailboxSignIn> signIn = new(() => new MailboxSignIn(options.Value.Returns!, clock));

    public bool IsSet => options.Value.Returns is not null;

    /// <exception cref="InvalidOperationException">No mailbox is set: see <see cref="IsSet"/>.</exception>
    internal IReturnMailbox Create() =>
        options.Value.Returns switch
        {
            { Protocol: MailboxProtocol.Imap } imap => new ImapMailbox(imap, signIn.Value, limits),
            { } pop3 => new Pop3Mailbox(pop3, signIn.Value, limits, left),
            null => throw new InvalidOperationException("Mail:Returns is not set."),
        };

    public void Dispose()
    {
        if (signIn.IsValueCreated)
        {
            signIn.Value.Dispose();
        }
    }
}

using System.Collections.Concurrent;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using MailKit.Net.Pop3;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// The return mailbox over POP3, which has neither flags nor folders. Handled messages are deleted. Those for a person stay; this
/// process remembers their names, so that it does not read them at each run.
/// </summary>
internal sealed class Pop3Mailbox(ReturnMailbox settings, MailboxSignIn signIn, MailboxTimeLimits limits, ConcurrentDictionary<string, bool> left)
    : ServerMailbox<Pop3Client>(new Pop3Client(), settings, signIn, limits)
{
    /// <summary>Whether this session has already listed its messages.</summary>
    private bool isListed;

    /// <summary>
    /// Lists all messages once in a session: new ones appear only in the next session (RFC 1939 3). After a deletion the list has gaps,
    /// which MailKit refuses.
    /// </summary>
    public override async Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation)
    {
        if (isListed || Client.Count == 0)
        {
            return [];
        }

        using var limit = LimitCommand(cancellation);
        isListed = true;
        var keys = Client.Capabilities.HasFlag(Pop3Capabilities.UIDL) ? await Client.GetMessageUidsAsync(limit.Token) : null;
        var sizes = await Client.GetMessageSizesAsync(limit.Token);
        return [.. sizes.Select((size, i) => new MailboxItem((uint)i, keys?[i] ?? "", size)).Where(m => !left.ContainsKey(m.Key))];
    }

    /// <summary>Reads a whole message, or only the header of one that is too large: POP3 offers nothing in between.</summary>
    public override async Task<byte[]> ReadAsync(MailboxItem item, int most, CancellationToken cancellation)
    {
        using var limit = LimitCommand(cancellation);
        await using var stream = await Client.GetStreamAsync((int)item.Number, headersOnly: item.Size > most, limit.Token);
        var bytes = new byte[Math.Min(stream.Length, most)];
        await stream.ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }

    public override async Task DoneAsync(MailboxItem item, CancellationToken cancellation)
    {
        using var limit = LimitCommand(cancellation);
        await Client.DeleteMessageAsync((int)item.Number, limit.Token);
    }

    public override Task LeaveAsync(MailboxItem item, CancellationToken cancellation)
    {
        // A server without UIDL gives no key: the message is read again in each session.
        if (item.Key.Length > 0)
        {
            left[item.Key] = true;
        }

        return Task.CompletedTask;
    }
}

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
    : IReturnMailbox
{
    private readonly Pop3Client client = new() { Timeout = (int)(limits.Command + TimeSpan.FromSeconds(5)).TotalMilliseconds };

    /// <summary>Whether this session has already listed its messages.</summary>
    private bool isListed;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        using var limit = Limit(limits.Connect, cancellation);
        await ServerTrust.ConnectAsync(client, settings.Host, settings.Port, settings.Security, limit.Token);
        await signIn.SignInAsync(client, limit.Token);
    }

    /// <summary>
    /// Lists all messages once in a session: new ones appear only in the next session (RFC 1939 3). After a deletion the list has gaps,
    /// which MailKit refuses.
    /// </summary>
    public async Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation)
    {
        if (isListed || client.Count == 0)
        {
            return [];
        }

        using var limit = Limit(limits.Command, cancellation);
        isListed = true;
        var keys = client.Capabilities.HasFlag(Pop3Capabilities.UIDL) ? await client.GetMessageUidsAsync(limit.Token) : null;
        var sizes = await client.GetMessageSizesAsync(limit.Token);
        return [.. sizes.Select((size, i) => new MailboxItem((uint)i, keys?[i] ?? "", size)).Where(m => !left.ContainsKey(m.Key))];
    }

    /// <summary>Reads a whole message, or only the header of one that is too large: POP3 offers nothing in between.</summary>
    public async Task<byte[]> ReadAsync(MailboxItem item, CancellationToken cancellation)
    {
        using var limit = Limit(limits.Command, cancellation);
        await using var stream = await client.GetStreamAsync((int)item.Number, headersOnly: item.Size > IReturnMailbox.MostBytes, limit.Token);
        var bytes = new byte[Math.Min(stream.Length, IReturnMailbox.MostBytes)];
        await stream.ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }

    public async Task DoneAsync(MailboxItem item, CancellationToken cancellation)
    {
        using var limit = Limit(limits.Command, cancellation);
        await client.DeleteMessageAsync((int)item.Number, limit.Token);
    }

    public Task LeaveAsync(MailboxItem item, CancellationToken cancellation)
    {
        // A server without UIDL gives no key: the message is read again in each session.
        if (item.Key.Length > 0)
        {
            left[item.Key] = true;
        }

        return Task.CompletedTask;
    }

    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        await CloseAsync(cancellation);
        await Task.Delay(settings.Interval, cancellation);
        return false;
    }

    public async Task CloseAsync(CancellationToken cancellation)
    {
        using var limit = Limit(limits.Connect, cancellation);
        await client.DisconnectAsync(quit: true, limit.Token);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationTokenSource Limit(TimeSpan time, CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        return limit;
    }
}

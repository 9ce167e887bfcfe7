using System.Collections.Concurrent;
using MailKit.Net.Pop3;

namespace CitesDesMetiers.Web.Sending.Returns;

/// <summary>
/// Over POP3, which knows no flags and no folders: what is dealt with is deleted, and what a person must look at stays, known
/// to this process by its name so that it is not read at every look.
/// </summary>
internal sealed class Pop3Mailbox(ReturnMailbox settings, MailboxSignIn signIn, MailboxTimeLimits limits, ConcurrentDictionary<string, bool> left) : IReturnMailbox
{
    private const int AtATime = 200;

    private readonly Pop3Client client = new() { Timeout = (int)(limits.Command + TimeSpan.FromSeconds(5)).TotalMilliseconds };
    /// <summary>Dealt with in this session.</summary>
    private readonly HashSet<uint> settled = [];

    public async Task OpenAsync(CancellationToken cancellation)
    {
        using var limit = Limit(limits.Connect, cancellation);
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security, limit.Token);
        await signIn.SignInAsync(client, limit.Token);
    }

    public async Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation)
    {
        using var limit = Limit(limits.Command, cancellation);
        if (client.Count == 0)
        {
            return [];
        }

        var keys = client.Capabilities.HasFlag(Pop3Capabilities.UIDL) ? await client.GetMessageUidsAsync(limit.Token) : null;
        var sizes = await client.GetMessageSizesAsync(limit.Token);
        return
        [
            .. sizes.Select((size, i) => new MailboxItem((uint)i, keys?[i] ?? "", size))
                .Where(m => !settled.Contains(m.Number) && !left.ContainsKey(m.Key)).Take(AtATime),
        ];
    }

    /// <summary>POP3 gives a message whole or its head only: of one that is too large the head must do.</summary>
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
        settled.Add(item.Number);
    }

    public Task LeaveAsync(MailboxItem item, CancellationToken cancellation)
    {
        left[item.Key] = true;
        settled.Add(item.Number);
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

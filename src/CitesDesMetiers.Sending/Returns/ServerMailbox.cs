using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using MailKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>A session with the server of the return mailbox. Each protocol derives from it.</summary>
internal abstract class ServerMailbox<TClient>(
    TClient client, ReturnMailbox settings, MailboxSignIn signIn, MailboxTimeLimits limits)
    : IReturnMailbox
    where TClient : IMailService
{
    protected TClient Client => client;

    protected ReturnMailbox Settings => settings;

    protected MailboxTimeLimits Limits => limits;

    public virtual async Task OpenAsync(CancellationToken cancellation)
    {
        client.Timeout = (int)(limits.Command + TimeSpan.FromSeconds(5)).TotalMilliseconds;
        using var limit = Limit(limits.Connect, cancellation);
        await ServerTrust.ConnectAsync(client, settings.Host, settings.Port, settings.Security, limit.Token);
        await signIn.SignInAsync(client, limit.Token);
    }

    public abstract Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation);

    public abstract Task<byte[]> ReadAsync(MailboxItem item, int most, CancellationToken cancellation);

    public abstract Task DoneAsync(MailboxItem item, CancellationToken cancellation);

    public abstract Task LeaveAsync(MailboxItem item, CancellationToken cancellation);

    /// <summary>Closes the session and waits for the interval: new mail appears in the next session.</summary>
    public virtual async Task<bool> WaitAsync(CancellationToken cancellation)
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

    /// <summary>Limits one command.</summary>
    protected CancellationTokenSource LimitCommand(CancellationToken cancellation) => Limit(limits.Command, cancellation);

    private static CancellationTokenSource Limit(TimeSpan time, CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        return limit;
    }
}

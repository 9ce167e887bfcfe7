using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// The return mailbox over IMAP. A keyword of our own marks handled messages, so that a person who opens one does not hide it from the
/// site. Servers without keywords use « seen » and « flagged » instead.
/// </summary>
internal sealed class ImapMailbox(ReturnMailbox settings, MailboxSignIn signIn, MailboxTimeLimits limits)
    : ServerMailbox<ImapClient>(new ImapClient(), settings, signIn, limits)
{
    private const string Mark = "InfoLettre";
    private const int AtATime = 200;

    private IMailFolder folder = null!;
    private bool knowsKeywords;

    /// <summary>Whether a message arrived since the last listing.</summary>
    private volatile bool hasNews;
    private CancellationTokenSource? idling;

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        await base.OpenAsync(cancellation);
        using var command = LimitCommand(cancellation);
        folder = Settings.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? Client.Inbox!
            : await Client.GetFolderAsync(Settings.Folder, command.Token);
        await folder.OpenAsync(FolderAccess.ReadWrite, command.Token);
        knowsKeywords = folder.PermanentFlags.HasFlag(MessageFlags.UserDefined);
        folder.CountChanged += (_, _) =>
        {
            hasNews = true;
            idling?.Cancel();
        };
    }

    public override async Task<IReadOnlyList<MailboxItem>> ListAsync(CancellationToken cancellation)
    {
        using var limit = LimitCommand(cancellation);
        hasNews = false;
        SearchQuery open = knowsKeywords ? SearchQuery.NotKeyword(Mark) : SearchQuery.NotSeen.And(SearchQuery.NotFlagged);

        // With Delete, also list messages that were marked as deleted but not removed before a connection broke.
        var ids = await folder.SearchAsync(Settings.AfterReading is AfterReading.Delete ? open : open.And(SearchQuery.NotDeleted), limit.Token);
        if (ids.Count == 0)
        {
            return [];
        }

        var found = await folder.FetchAsync([.. ids.Order().Take(AtATime)], MessageSummaryItems.UniqueId | MessageSummaryItems.Size, limit.Token);
        return [.. found.OrderBy(m => m.UniqueId).Select(m => new MailboxItem(m.UniqueId.Id, m.UniqueId.ToString(), m.Size ?? 0))];
    }

    public override async Task<byte[]> ReadAsync(MailboxItem item, int most, CancellationToken cancellation)
    {
        using var limit = LimitCommand(cancellation);
        await using var stream = await folder.GetStreamAsync(new UniqueId(item.Number), 0, most, limit.Token);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, limit.Token);
        return bytes.ToArray();
    }

    public override async Task DoneAsync(MailboxItem item, CancellationToken cancellation)
    {
        using var limit = LimitCommand(cancellation);
        var id = new UniqueId(item.Number);
        switch (Settings.AfterReading)
        {
            case AfterReading.Move:
                await folder.MoveToAsync([id], await FolderAsync(Settings.DoneFolder, limit.Token), limit.Token);
                break;
            case AfterReading.Delete:
                await folder.StoreAsync([id], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, limit.Token);
                await folder.ExpungeAsync([id], limit.Token);
                break;
            default:
                await StoreAsync(id, MessageFlags.Seen, limit.Token);
                break;
        }
    }

    public override async Task LeaveAsync(MailboxItem item, CancellationToken cancellation)
    {
        using var limit = LimitCommand(cancellation);
        var id = new UniqueId(item.Number);
        if (Settings.LeftFolder is { } left)
        {
            await folder.MoveToAsync([id], await FolderAsync(left, limit.Token), limit.Token);
        }
        else
        {
            await StoreAsync(id, MessageFlags.Flagged, limit.Token);
        }
    }

    public override async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        if (hasNews)
        {
            return true;
        }

        if (!Client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            return await base.WaitAsync(cancellation);
        }

        using var done = new CancellationTokenSource(Limits.Idle);
        idling = done;
        try
        {
            if (!hasNews)
            {
                await Client.IdleAsync(done.Token, cancellation);
            }
        }
        finally
        {
            idling = null;
        }

        return true;
    }

    private Task<IList<UniqueId>> StoreAsync(UniqueId id, MessageFlags flags, CancellationToken cancellation) =>
        folder.StoreAsync([id], knowsKeywords ? new StoreFlagsRequest(StoreAction.Add, flags, [Mark]) { Silent = true }
            : new StoreFlagsRequest(StoreAction.Add, flags) { Silent = true }, cancellation);

    private async Task<IMailFolder> FolderAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await Client.GetFolderAsync(name, cancellation);
        }
        catch (FolderNotFoundException)
        {
            return await Client.GetFolder(Client.PersonalNamespaces[0]).CreateAsync(name, isMessageFolder: true, cancellation)
                ?? throw new FolderNotFoundException(name);
        }
    }
}

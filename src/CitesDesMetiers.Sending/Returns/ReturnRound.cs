using System.Security.Cryptography;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Workers;
using MailKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Handles all messages in the mailbox. A message is marked there only after its effects are committed; after a stop in between it is
/// read again and recognised by its digest.
/// </summary>
public sealed class ReturnRound(
    Mailboxes mailboxes, NewsMailReading news, IServiceScopeFactory scopes, AddressKeyStore keys, SendingMeter meter, ILogger<ReturnRound> logger)
{
    /// <summary>Reads the mailbox of the settings once, in a session of its own.</summary>
    public async Task<ReturnTally> ReadOnceAsync(CancellationToken cancellation)
    {
        await using var mailbox = mailboxes.Create();
        await mailbox.OpenAsync(cancellation);
        var tally = await ReadAsync(mailbox, cancellation);
        await mailbox.CloseAsync(cancellation);
        return tally;
    }

    internal async Task<ReturnTally> ReadAsync(IReturnMailbox mailbox, CancellationToken cancellation)
    {
        var tally = new ReturnTally();
        var put = new HashSet<string>();
        while (true)
        {
            // Messages that must wait are listed again.
            var items = (await mailbox.ListAsync(cancellation)).Where(i => put.Add(i.Key + '/' + i.Number)).ToList();
            if (items.Count == 0)
            {
                return tally;
            }

            foreach (var item in items)
            {
                await DealWithAsync(mailbox, item, tally, cancellation);
            }
        }
    }

    private async Task DealWithAsync(IReturnMailbox mailbox, MailboxItem item, ReturnTally tally, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = await mailbox.ReadAsync(item, IReturnMailbox.MostBytes, cancellation);
        }
        catch (MessageNotFoundException)
        {
            // Another instance or a person has moved it.
            return;
        }

        var (read, effect) = await UnderstandAsync(mailbox, item, bytes, cancellation);
        tally.Add(read, effect);
        if (effect?.Result is ReturnResult.Recorded)
        {
            meter.RecordReturn(read.Meaning.ToString());
        }

        if (read.Meaning is ReturnMeaning.NotUnderstood)
        {
            await mailbox.LeaveAsync(item, cancellation);
        }
        else if (effect?.Result is not ReturnResult.NotYet)
        {
            await mailbox.DoneAsync(item, cancellation);
        }
    }

    private async Task<(ReadReturn Read, ReturnEffect? Effect)> UnderstandAsync(
        IReturnMailbox mailbox, MailboxItem item, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            var message = await ReturnedMessage.ReadAsync(bytes, cancellation);
            var read = ReturnReading.Of(message, await keys.GetAsync(cancellation));
            if (news.SlugOf(message, read) is { } slug)
            {
                return (await news.TakeAsync(mailbox, item, message!, slug, cancellation), null);
            }

            if (read.Meaning is ReturnMeaning.Nothing or ReturnMeaning.NotUnderstood)
            {
                return (read, null);
            }

            await using var scope = scopes.CreateAsyncScope();
            return (read, await scope.ServiceProvider.GetRequiredService<ReturnEffects>().ApplyAsync(read, SHA256.HashData(bytes), cancellation));
        }
        catch (Exception e) when (!MailboxFailures.IsExpected(e) && !DatabaseUnavailable.IsCause(e))
        {
            // An internal fault with one message must not delay the others.
            logger.LogError(e, "A message of {Size} bytes in the return mailbox could not be handled; it is left for a person", item.Size);
            return (ReadReturn.NotUnderstood, null);
        }
    }
}

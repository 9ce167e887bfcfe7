using CitesDesMetiers.Sending.Settings;
using MailKit;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Recognises mails to the address of a Cité, reads them whole, and hands them to the site.</summary>
public sealed class NewsMailReading(IOptions<MailOptions> options, IServiceScopeFactory scopes)
{
    /// <summary>The slug of the Cité that the mail was sent to; null if it is no such mail, or a report.</summary>
    internal string? SlugOf(ReturnedMessage? message, ReadReturn read) =>
        options.Value.News is { } address && message is { Feedback: null, DeliveryStatus.Count: 0 }
            && read.Meaning is ReturnMeaning.Nothing or ReturnMeaning.NotUnderstood
            ? ReturnTokens.Recipients(message.Headers).Select(address.SlugIn).FirstOrDefault(slug => slug is not null)
            : null;

    internal async Task<ReadReturn> TakeAsync(
        IReturnMailbox mailbox, MailboxItem item, ReturnedMessage start, string slug, CancellationToken cancellation)
    {
        if (AutomaticAnswer.IsMarked(start.Headers))
        {
            return ReadReturn.Nothing;
        }

        byte[] bytes;
        try
        {
            bytes = await mailbox.ReadAsync(item, item.Size > NewsMail.MostBytes ? IReturnMailbox.MostBytes : NewsMail.MostBytes + 1, cancellation);
        }
        catch (MessageNotFoundException)
        {
            // Another instance or a person has moved it.
            return ReadReturn.Nothing;
        }

        if (await ReturnedMessage.ParseAsync(bytes, cancellation) is not { } message)
        {
            return ReadReturn.NotUnderstood;
        }

        using (message)
        {
            var mail = new NewsMail(
                slug, message, item.Size > NewsMail.MostBytes || bytes.Length > NewsMail.MostBytes,
                SenderCheck.IsVerified(message, options.Value.News!.AuthServer));
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<INewsMails>().TakeAsync(mail, cancellation)
                ? ReadReturn.News
                : ReadReturn.NotUnderstood;
        }
    }
}

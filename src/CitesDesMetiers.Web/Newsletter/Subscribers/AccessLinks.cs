using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Mails the link that gives full access to a subscription. The response and its duration are the same for every address. Unknown
/// addresses, and those that reported our mails as spam, get no mail.
/// </summary>
public sealed class AccessLinks(
    NewsletterContext db, AddressKeyStore keys, SubscriptionMailer mails, TransactionalMailer mailer, SignUpLimits limits, TimeProvider clock)
{
    public Task AnswerAsync(EmailAddress address, CancellationToken cancellation) =>
        ConstantTimeResponse.AfterAsync(
            async () =>
            {
                // After a change of address, only the new one is found.
                if (await db.Subscribers.FirstOrDefaultAsync(s => s.NormalisedAddress == address.Normalised, cancellation) is { } subscriber)
                {
                    await SendAsync(subscriber, cancellation);
                }
            },
            cancellation);

    /// <summary>Mails the link to the stored address, unless one was sent a moment ago.</summary>
    public async Task SendAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = (await keys.GetAsync(cancellation)).KeyOf(EmailAddress.Parse(subscriber.Address));
        var reasons = await db.Suppressions.Where(s => s.AddressKey == key).Select(s => s.Reason).ToListAsync(cancellation);
        if (!subscriber.MayAskForAccess(now) || !reasons.All(Suppression.EndsByConfirming) || !limits.AllowMailTo(key))
        {
            return;
        }

        var token = SecretToken.Draw();
        subscriber.GrantAccess(token.Hash, now);
        await mails.EnqueueAsync(
            db, EmailAddress.Parse(subscriber.Address), SubscriptionMatter.Access, SubscriptionAddresses.FullAccessRoot + token.Value, cancellation,
            MailOwner.Of(subscriber));
        try
        {
            await db.SaveChangesAsync(cancellation);
            mailer.Wake();
        }
        catch (DbUpdateConcurrencyException)
        {
            // A concurrent request already sends the mail.
        }
    }
}

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

/// <summary>Changes the address of a subscription after the owner of the new mailbox has confirmed.</summary>
public sealed class AddressChange(
    NewsletterContext db, AddressKeyStore keys, SubscriptionMailer mails, TransactionalMailer mailer, SignUpLimits limits, TimeProvider clock)
{
    /// <summary>
    /// Stores the request and mails the new address. Known and suppressed addresses get no mail. The stored data, the response and its
    /// duration are the same in either case.
    /// </summary>
    /// <param name="subscriber">Must satisfy <see cref="Subscriber.MayAskToMove"/>.</param>
    public async Task RequestAsync(Subscriber subscriber, EmailAddress to, CancellationToken cancellation)
    {
        var token = SecretToken.Draw();
        subscriber.AskToMove(to, token.Hash, clock.GetUtcNow().UtcDateTime);
        var key = (await keys.GetAsync(cancellation)).KeyOf(to);
        if (await IsFreeAsync(subscriber, to, key, cancellation) && limits.AllowMailTo(key))
        {
            await mails.EnqueueAsync(db, to, SubscriptionMatter.NewAddress, SubscriptionAddresses.NewAddressRoot + token.Value, cancellation);
        }
    }

    public Task<Subscriber?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = SecretToken.HashOf(token);
        return db.Subscribers.FirstOrDefaultAsync(s => s.NewAddressHash == hash, cancellation);
    }

    /// <summary>Whether the link is still valid and the new address is still free.</summary>
    public async Task<bool> MayMoveAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        if (subscriber.State is not SubscriberState.Confirmed || !subscriber.MayMove(clock.GetUtcNow().UtcDateTime))
        {
            return false;
        }

        var to = EmailAddress.Parse(subscriber.NewAddress!);
        return await IsFreeAsync(subscriber, to, (await keys.GetAsync(cancellation)).KeyOf(to), cancellation);
    }

    /// <summary>Changes the address and notifies the former one.</summary>
    /// <returns>False when another request was first: a second click, or a sign-up with the new address.</returns>
    public async Task<bool> TryMoveAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        var from = EmailAddress.Parse(subscriber.Address);
        var to = EmailAddress.Parse(subscriber.NewAddress!);
        subscriber.Move((await keys.GetAsync(cancellation)).KeyOf(to), new ConsentEvent(
            ConsentKind.AddressChanged, ConsentSource.SubscriptionPage, clock.GetUtcNow().UtcDateTime, to.Value, "fr",
            ConsentWording.Move(await db.NewsletterSettingsAsync(cancellation)),
            ConsentWording.FormVersion, ConsentWording.PolicyVersion, $"Avant\u00A0: {from.Value}"));
        await mails.EnqueueAsync(db, from, SubscriptionMatter.Moved, SubscriptionAddresses.LinkRequest, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            return false;
        }

        mailer.Wake();
        return true;
    }

    private async Task<bool> IsFreeAsync(Subscriber subscriber, EmailAddress to, string key, CancellationToken cancellation) =>
        !await db.Subscribers.AnyAsync(s => s.NormalisedAddress == to.Normalised && s.Id != subscriber.Id, cancellation)
        && !await db.Suppressions.AnyAsync(s => s.AddressKey == key, cancellation);
}

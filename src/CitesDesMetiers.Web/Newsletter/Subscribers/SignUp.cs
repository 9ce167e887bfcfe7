using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Accepts a request to subscribe. The response and its duration are the same for every address. Confirmed, suppressed and recently
/// asked addresses get no mail.
/// </summary>
public sealed class SignUp(
    NewsletterContext db, AddressKeyStore keys, MailRenderer renderer, TransactionalMailer mailer, IOptions<SiteOptions> site,
    TimeProvider clock)
{
    public Task RequestAsync(EmailAddress address, SignUpForm form, NewsletterSettings settings, CancellationToken cancellation) =>
        ConstantTimeResponse.AfterAsync(() => AskToConfirmAsync(address, form, settings, cancellation), cancellation);

    private async Task AskToConfirmAsync(EmailAddress address, SignUpForm form, NewsletterSettings settings, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = (await keys.GetAsync(cancellation)).KeyOf(address);
        var subscriber = await db.Subscribers.Include(s => s.Themes)
            .FirstOrDefaultAsync(s => s.NormalisedAddress == address.Normalised, cancellation);
        var reasons = await db.Suppressions.Where(s => s.AddressKey == key).Select(s => s.Reason).ToListAsync(cancellation);
        if (!reasons.All(Suppression.EndsByConfirming) || subscriber?.MayAskToConfirm(now) == false)
        {
            return;
        }

        if (subscriber is null)
        {
            subscriber = new Subscriber(address, key, WishChoices.DefaultLanguage, form.Organisation, now);
            db.Subscribers.Add(subscriber);
        }

        // Anybody may have typed this address. The choices of a subscriber who was once confirmed stay unchanged.
        if (subscriber.ConfirmedAt is null)
        {
            await PreferAsync(subscriber, form, cancellation);
        }

        var token = SecretToken.Draw();
        subscriber.AskToConfirm(token.Hash, new ConsentEvent(
            ConsentKind.Requested, ConsentSource.Form, now, address.Value, "fr", ConsentWording.RequestShown(settings), ConsentWording.FormVersion,
            ConsentWording.PolicyVersion));
        var letter = new ConfirmationContext(site.Value, site.Value.Absolute(SubscriptionAddresses.ConfirmationRoot + token.Value), settings);
        var mail = await renderer.RenderAsync(letter, cancellation);
        mailer.Enqueue(db, EmailAddress.Parse(subscriber.Address), letter.Subject, mail.Html, mail.Text, MailOwner.Of(subscriber));
        try
        {
            await db.SaveChangesAsync(cancellation);
            mailer.Wake();
        }
        catch (DbUpdateConcurrencyException)
        {
            // A concurrent identical request was saved first.
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // As above, for an address that was new to both requests.
        }
    }

    private async Task PreferAsync(Subscriber subscriber, SignUpForm form, CancellationToken cancellation)
    {
        var themes = form.ThemeIds.Count == 0 ? [] : await db.Themes.Where(t => form.ThemeIds.Contains(t.Id)).ToListAsync(cancellation);
        subscriber.Prefer(form.Language ?? WishChoices.DefaultLanguage, form.CiteId, themes, Frequency.EachIssue);
    }
}

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Welcomes a subscriber who has just confirmed.</summary>
public sealed class WelcomeMails(
    NewsletterContext db, AddressKeyStore keys, MailRenderer renderer, TransactionalMailer mailer, IOptions<SiteOptions> site)
{
    /// <summary>Adds the mail to the context. Call <see cref="Wake"/> after the save.</summary>
    public async Task EnqueueAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        var latest = await db.Editions.Where(e => e.ArchivedAt == null)
            .OrderByDescending(e => e.Language == subscriber.Language).ThenByDescending(e => e.PublishedAt)
            .Select(e => new LatestIssue(e.Number, e.Subject, SiteAddresses.Archive + "/" + e.Slug)).FirstOrDefaultAsync(cancellation);
        var manage = site.Value.Absolute(SubscriptionAddresses.ManageRoot + (await keys.GetAsync(cancellation)).ManageToken(subscriber.PublicId));
        var letter = new WelcomeContext(site.Value, await db.NewsletterSettingsAsync(cancellation), latest, manage);
        var mail = await renderer.RenderAsync(letter, cancellation);
        mailer.Enqueue(db, EmailAddress.Parse(subscriber.Address), letter.Subject, mail.Html, mail.Text, MailOwner.Of(subscriber));
    }

    public void Wake() => mailer.Wake();
}

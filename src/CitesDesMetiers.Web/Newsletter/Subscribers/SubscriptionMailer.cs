using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Queues mails to subscribers about their subscription.</summary>
public sealed class SubscriptionMailer(MailRenderer renderer, TransactionalMailer mailer, IOptions<SiteOptions> site)
{
    /// <summary>Adds the mail to the context. After the save, call <see cref="TransactionalMailer.Wake"/> to send it at once.</summary>
    /// <param name="path">Path of the page that the button opens.</param>
    /// <param name="owner">The owner of the mail. Leave it out when the address is not, or no longer, that of the subscriber.</param>
    public async Task EnqueueAsync(
        NewsletterContext db, EmailAddress to, SubscriptionMatter matter, string path, CancellationToken cancellation, MailOwner owner = default)
    {
        var letter = new SubscriptionContext(site.Value, await db.NewsletterSettingsAsync(cancellation), matter, site.Value.Absolute(path));
        var mail = await renderer.RenderAsync(letter, cancellation);
        mailer.Enqueue(db, to, letter.Subject, mail.Html, mail.Text, owner);
    }
}

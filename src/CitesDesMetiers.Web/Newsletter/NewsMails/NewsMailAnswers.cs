using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Notifications;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>Answers known senders of news by mail. The caller saves.</summary>
internal sealed class NewsMailAnswers(
    NewsletterContext db, AddressKeyStore keys, MailRenderer renderer, TransactionalMailer mailer, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <param name="news">Must be saved, so that its page is known.</param>
    /// <param name="left">Names of the files that were not taken; null for none.</param>
    public async Task TakenAsync(NewsItem news, Cite cite, NewsMailSender sender, int pictures, string? left, CancellationToken cancellation)
    {
        var path = DeskAddresses.NewsItem(news.Id);
        if (sender.User is { } user)
        {
            path = (await PersonalPages.ReadAsync(db, user, await keys.GetAsync(cancellation), clock.GetUtcNow().UtcDateTime, cancellation))
                .PathFor(path);
        }

        await EnqueueAsync(sender, new(news.Title, cite.Name, pictures, left, sender.User is null ? null : path), cancellation);
    }

    public Task TooLargeAsync(string title, Cite cite, NewsMailSender sender, CancellationToken cancellation) =>
        EnqueueAsync(sender, new(title, cite.Name, 0, null, null) { IsTooLarge = true }, cancellation);

    /// <summary>Starts the delivery at once. Call it after the save.</summary>
    public void Wake() => mailer.Wake();

    private async Task EnqueueAsync(NewsMailSender sender, NewsMailOutcome outcome, CancellationToken cancellation)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        var letter = new NewsMailContext(site.Value, settings, sender.Name, outcome);
        var rendered = await renderer.RenderAsync(letter, cancellation);
        mailer.EnqueueFromEditors(
            db, sender.Address, letter.Subject, rendered, settings, sender.User is { } user ? MailOwner.Of(user) : default);
    }
}

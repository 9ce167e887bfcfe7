using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>Tells people by mail what happened to their account. Each method queues the mail and saves the context.</summary>
public sealed class AccountMails(
    NewsletterContext db, MailRenderer renderer, TransactionalMailer mailer, IOptions<SiteOptions> site, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="device">The device in words, such as "Firefox sur Windows".</param>
    public Task NewDeviceAsync(User user, string device, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.NewDevice(settings, device, Now), cancellation);

    public Task PasswordChangedAsync(User user, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.NewPassword(settings, Now), cancellation);

    /// <param name="changes">French sentences that say what changed.</param>
    public Task RightsChangedAsync(User user, string changes, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.Rights(settings, changes, Now), cancellation);

    public Task BlockedAsync(User user, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.Blocked(settings, Now), cancellation);

    public Task UnblockedAsync(User user, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.Unblocked(settings, Now), cancellation);

    /// <param name="factor">The factor in words, with its article: "la clé d’accès « Téléphone »".</param>
    public Task FactorAddedAsync(User user, string factor, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.FactorAdded(settings, factor, Now), cancellation);

    /// <inheritdoc cref="FactorAddedAsync"/>
    public Task FactorRemovedAsync(User user, string factor, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.FactorRemoved(settings, factor, Now), cancellation);

    /// <summary>An administrator removed all second factors.</summary>
    public Task FactorsResetAsync(User user, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.FactorsReset(settings, Now), cancellation);

    /// <summary>Tells both addresses: who no longer reads the new one must learn of it at the former.</summary>
    public Task AddressChangedAsync(User user, string? former, CancellationToken cancellation) =>
        SendAsync(user, settings => AccountNotice.NewAddress(settings, Now), cancellation, former);

    private async Task SendAsync(
        User user, Func<NewsletterSettings, AccountNotice> notice, CancellationToken cancellation, string? alsoTo = null)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        var letter = new AccountContext(site.Value, settings, user, notice(settings));
        var rendered = await renderer.RenderAsync(letter, cancellation);
        foreach (var to in new[] { user.Email, alsoTo })
        {
            if (EmailAddress.TryParse(to, out var address, out _))
            {
                mailer.Enqueue(db, address, letter.Subject, rendered.Html, rendered.Text, MailOwner.Of(user));
            }
        }

        await db.SaveChangesAsync(cancellation);
        mailer.Wake();
    }
}

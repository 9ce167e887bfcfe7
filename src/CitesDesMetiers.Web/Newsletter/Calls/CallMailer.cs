using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>What every mail of a call needs, read before any transaction begins.</summary>
public sealed record CallMailInputs(NewsletterSettings Settings, AddressKeys Keys);

/// <summary>Queues the mails of a call, to be saved with what caused them.</summary>
public sealed class CallMailer(
    NewsletterContext db, CallMail mail, TransactionalMailer mailer, AddressKeyStore keys, IOptions<SiteOptions> site)
{
    public async Task<CallMailInputs> PrepareAsync(CancellationToken cancellation) =>
        new(await db.NewsletterSettingsAsync(cancellation), await keys.GetAsync(cancellation));

    /// <param name="invitation">With its user and its Cité.</param>
    /// <returns>False where the account has no address we can write to.</returns>
    public async Task<bool> EnqueueAsync(
        CallForNews call, Invitation invitation, CallOccasion occasion, CallMailInputs stationery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        ArgumentNullException.ThrowIfNull(stationery);
        if (!EmailAddress.TryParse(invitation.User.Email, out var address, out _))
        {
            return false;
        }

        var url = site.Value.Absolute("/contribuer/" + stationery.Keys.ContributionToken(invitation.PublicId));
        var letter = new CallContext(site.Value, stationery.Settings, call, invitation.User.DisplayName, invitation.Cite.Name, url, occasion);
        var rendered = await mail.RenderAsync(letter, cancellation);
        mailer.EnqueueFromEditors(db, address, letter.Subject, rendered, stationery.Settings, MailOwner.Of(invitation.User));
        return true;
    }

    /// <summary>After the save: they leave at once.</summary>
    public void Wake() => mailer.Wake();
}

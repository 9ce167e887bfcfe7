using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Web.Letters;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>The inputs of every mail of a call. They are read before a transaction begins.</summary>
public sealed record CallMailInputs(NewsletterSettings Settings, AddressKeys Keys);

/// <summary>Queues the mails of a call. The caller saves them together with the change that caused them.</summary>
public sealed class CallMailer(
    NewsletterContext db, MailRenderer renderer, TransactionalMailer mailer, AddressKeyStore keys, IOptions<SiteOptions> site,
    IOptions<MailOptions> mail)
{
    public async Task<CallMailInputs> PrepareAsync(CancellationToken cancellation) =>
        new(await db.NewsletterSettingsAsync(cancellation), await keys.GetAsync(cancellation));

    /// <param name="invitation">Must be loaded with its user and its Cité.</param>
    /// <returns>False when the account has no usable address.</returns>
    public async Task<bool> EnqueueAsync(
        CallForNews call, Invitation invitation, CallOccasion occasion, CallMailInputs inputs, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(invitation.User.Email, out var address, out _))
        {
            return false;
        }

        var url = site.Value.Absolute(ContributionAddresses.Page(inputs.Keys.ContributionToken(invitation.PublicId)));
        var letter = new CallContext(site.Value, inputs.Settings, call, invitation.User.DisplayName, invitation.Cite.Name, url, occasion)
        {
            NewsAddress = mail.Value.News?.Of(invitation.Cite.Slug),
        };
        var rendered = await renderer.RenderAsync(letter, cancellation);
        mailer.EnqueueFromEditors(db, address, letter.Subject, rendered, inputs.Settings, MailOwner.Of(invitation.User));
        return true;
    }

    /// <summary>Starts the delivery at once. Call it after the save.</summary>
    public void Wake() => mailer.Wake();
}

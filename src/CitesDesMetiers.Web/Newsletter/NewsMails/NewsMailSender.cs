using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>A person whose mails become news of a Cité: its correspondent, an editor who forwards, or one of its contacts.</summary>
/// <param name="User">Null for a contact without an account.</param>
/// <param name="ContactId">The contact with this address, who then stands at the end of the news.</param>
internal sealed record NewsMailSender(EmailAddress Address, string Name, User? User, int? ContactId)
{
    public static async Task<NewsMailSender?> FindAsync(NewsletterContext db, EmailAddress address, int citeId, CancellationToken cancellation)
    {
        var normalised = address.Normalised.ToUpperInvariant();
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(
            u => u.NormalizedEmail == normalised && (u.LockoutEnd == null || u.LockoutEnd != User.BlockedUntil)
                && ((u.Role == Role.Correspondent && u.CiteId == citeId) || u.Role == Role.Editor || u.Role == Role.Administrator),
            cancellation);
        var contact = (await db.Contacts.AsNoTracking()
                .Where(c => c.CiteId == citeId && c.Address != null && c.LeftOn == null).ToListAsync(cancellation))
            .Find(c => EmailAddress.TryParse(c.Address, out var own, out _) && own.Normalised == address.Normalised);
        return user is not null ? new(address, user.DisplayName, user, contact?.Id)
            : contact is not null ? new(address, contact.Name, null, contact.Id)
            : null;
    }
}

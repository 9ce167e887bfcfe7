using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Database;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Contribution;

/// <summary>What a personal link leads to.</summary>
/// <param name="Invitation">With its call, its user and its Cité; null where the link opens nothing.</param>
/// <param name="IsOurs">Whether the link was made here for this purpose, be it over by now.</param>
internal sealed record PersonalLink(Invitation? Invitation, bool IsOurs);

internal static class NewsOfInvitation
{
    /// <summary>What this person wrote for this call and this Cité: all that their link reaches.</summary>
    public static IQueryable<NewsItem> OfInvitation(this IQueryable<NewsItem> news, Invitation invitation) =>
        news.Where(n => n.CallForNewsId == invitation.CallForNewsId && n.CiteId == invitation.CiteId && n.AuthorId == invitation.UserId);
}

/// <summary>Reads personal links. Reading one changes nothing.</summary>
public sealed class PersonalLinks(NewsletterContext db, AddressKeyStore keys, TimeProvider clock)
{
    internal async Task<PersonalLink> OpenAsync(string token, CancellationToken cancellation)
    {
        if ((await keys.GetAsync(cancellation)).ReadContributionToken(token) is not { } id)
        {
            return new(null, IsOurs: false);
        }

        var invitation = await db.Invitations.Include(i => i.Call).Include(i => i.User).Include(i => i.Cite)
            .FirstOrDefaultAsync(i => i.PublicId == id, cancellation);
        return new(invitation is not null && MayEnter(invitation) ? invitation : null, IsOurs: true);
    }

    /// <summary>The call is on, and they still write for the Cité that was asked.</summary>
    private bool MayEnter(Invitation invitation) =>
        invitation.IsOpen(invitation.Call, clock.GetUtcNow().UtcDateTime)
        && invitation.User is { Role: Role.Correspondent, IsBlocked: false } && invitation.User.CiteId == invitation.CiteId;
}

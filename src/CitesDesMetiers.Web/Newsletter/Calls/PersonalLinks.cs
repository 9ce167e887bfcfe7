using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>What a personal link leads to.</summary>
/// <param name="Invitation">With its call, its user and its Cité; null where the link opens nothing.</param>
/// <param name="IsOurs">Whether the link was made here for this purpose, be it over by now.</param>
/// <param name="TakesNews">Whether the call is on: else only what was sent before opens.</param>
internal sealed record PersonalLink(Invitation? Invitation, bool IsOurs, bool TakesNews = false);

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
        if (invitation is null || !IsTheirs(invitation))
        {
            return new(null, IsOurs: true);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var takesNews = invitation.IsOpen(invitation.Call, now);
        return new(takesNews || await HasBeenToldAsync(invitation, now, cancellation) ? invitation : null, IsOurs: true, takesNews);
    }

    /// <summary>They still write for the Cité that was asked, and nobody took the link back.</summary>
    private static bool IsTheirs(Invitation invitation) =>
        invitation is { RevokedAt: null, User: { Role: Role.Correspondent, IsBlocked: false } } && invitation.User.CiteId == invitation.CiteId;

    /// <summary>
    /// Editors read what came, and give back some of it, when the call is over. The mail that says so leads to the item, which
    /// therefore opens for as long again.
    /// </summary>
    private Task<bool> HasBeenToldAsync(Invitation invitation, DateTime now, CancellationToken cancellation)
    {
        var since = now - CallForNews.Grace;
        return db.News.OfInvitation(invitation).AnyAsync(n => n.Events.Any(e => e.Kind != NewsEventKind.Submitted && e.At >= since), cancellation);
    }
}

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>The target of a personal link.</summary>
/// <param name="Invitation">Loaded with its call, user and Cité; null when the link opens nothing.</param>
/// <param name="IsOurs">Whether the site made this link for this purpose. It may have expired.</param>
/// <param name="TakesNews">Whether the call is open. If not, only items sent before can be opened.</param>
internal sealed record PersonalLink(Invitation? Invitation, bool IsOurs, bool TakesNews = false);

internal static class NewsOfInvitation
{
    /// <summary>The items that a link reaches: those its owner wrote for this call and this Cité.</summary>
    public static IQueryable<NewsItem> OfInvitation(this IQueryable<NewsItem> news, Invitation invitation) =>
        news.Where(n => n.CallForNewsId == invitation.CallForNewsId && n.CiteId == invitation.CiteId && n.AuthorId == invitation.UserId);
}

/// <summary>Reads personal links. Reading a link changes nothing.</summary>
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
        if (invitation is null || !IsStillValid(invitation))
        {
            return new(null, IsOurs: true);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var takesNews = invitation.IsOpen(invitation.Call, now);
        return new(takesNews || await WasReviewedRecentlyAsync(invitation, now, cancellation) ? invitation : null, IsOurs: true, takesNews);
    }

    /// <summary>Whether the person still writes for the Cité that was asked, and the link was not revoked.</summary>
    private static bool IsStillValid(Invitation invitation) =>
        invitation is { RevokedAt: null, User: { Role: Role.Correspondent, IsBlocked: false } } && invitation.User.CiteId == invitation.CiteId;

    /// <summary>
    /// Whether an editor reviewed an item recently. This can be after the call has closed, and the mail about it links to the
    /// item. The link therefore stays valid for the same period again.
    /// </summary>
    private Task<bool> WasReviewedRecentlyAsync(Invitation invitation, DateTime now, CancellationToken cancellation)
    {
        var since = now - CallForNews.Grace;
        return db.News.OfInvitation(invitation).AnyAsync(n => n.Events.Any(e => e.Kind != NewsEventKind.Submitted && e.At >= since), cancellation);
    }
}

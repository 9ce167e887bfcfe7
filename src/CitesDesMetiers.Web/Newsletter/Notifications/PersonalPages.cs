using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Notifications;

/// <summary>The pages that a correspondent can open without a password, through the personal links of their calls.</summary>
/// <param name="OpenPath">The page of the open call with the latest deadline; null if no call is open.</param>
/// <param name="Items">Personal paths of their news items, by the path of the same item at the desk.</param>
internal sealed record PersonalPages(string? OpenPath, IReadOnlyDictionary<string, string> Items)
{
    private static readonly PersonalPages None = new(null, new Dictionary<string, string>());

    /// <summary>The personal path of a page; the same path if there is none.</summary>
    public string PathFor(string path) => Items.GetValueOrDefault(path, path);

    public static async Task<PersonalPages> ReadAsync(NewsletterContext db, User user, AddressKeys keys, DateTime now, CancellationToken cancellation)
    {
        if (user.Role is not Role.Correspondent)
        {
            return None;
        }

        var invitations = db.Invitations.Where(i => i.UserId == user.Id && i.CiteId == user.CiteId && i.RevokedAt == null);
        var earliest = now - CallForNews.Grace;
        var open = await invitations.Where(i => i.Call.ClosedAt == null && i.Call.Deadline >= earliest)
            .OrderByDescending(i => i.Call.Deadline).Select(i => (Guid?)i.PublicId).FirstOrDefaultAsync(cancellation);
        var items = await invitations
            .Join(
                db.News, i => new { Call = (int?)i.CallForNewsId, Cite = (int?)i.CiteId, Author = (int?)i.UserId },
                n => new { Call = n.CallForNewsId, Cite = n.CiteId, Author = n.AuthorId }, (i, n) => new { n.Id, i.PublicId })
            .ToListAsync(cancellation);
        return new(
            open is { } id ? ContributionAddresses.Page(keys.ContributionToken(id)) : null,
            items.ToDictionary(
                i => DeskAddresses.NewsItem(i.Id), i => ContributionAddresses.NewsItem(keys.ContributionToken(i.PublicId), i.Id)));
    }
}

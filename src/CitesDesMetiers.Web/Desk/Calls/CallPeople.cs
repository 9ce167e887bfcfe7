using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Calls;

internal sealed record Correspondent(int Id, string Name);

/// <summary>A Cité and the correspondents who can be asked for its news.</summary>
internal sealed record CiteToAsk(int Id, string Name, IReadOnlyList<Correspondent> People);

internal static class CallPeople
{
    /// <summary>All Cités by name. A former Cité is included only while it has a correspondent.</summary>
    public static Task<List<CiteToAsk>> CitesToAskAsync(this NewsletterContext db, CancellationToken cancellation) =>
        db.Cites.Where(c => c.Label != LabelState.Former || db.Users.Any(u => u.CiteId == c.Id && u.Role == Role.Correspondent))
            .OrderByFrench(c => c.Name)
            .Select(c => new CiteToAsk(
                c.Id, c.Name,
                db.Users.Where(u => u.CiteId == c.Id && u.Role == Role.Correspondent && (u.LockoutEnd == null || u.LockoutEnd != User.BlockedUntil))
                    .OrderBy(u => EF.Functions.Collate(u.DisplayName, FrenchOrder.Collation)).Select(u => new Correspondent(u.Id, u.DisplayName))
                    .ToList()))
            .ToListAsync(cancellation);

    /// <summary>Adds these correspondents to the call and returns the new invitations.</summary>
    public static async Task<List<Invitation>> InviteAsync(
        this NewsletterContext db, CallForNews call, IReadOnlyCollection<int> userIds, CancellationToken cancellation)
    {
        var users = await db.Users.Include(u => u.Cite)
            .Where(u => userIds.Contains(u.Id) && u.Role == Role.Correspondent && u.CiteId != null
                && (u.LockoutEnd == null || u.LockoutEnd != User.BlockedUntil)).ToListAsync(cancellation);
        var known = call.Invitations.Select(i => i.UserId).ToHashSet();
        return [.. users.Where(u => !known.Contains(u.Id)).Select(u => call.Invite(u.Id, u.CiteId!.Value))];
    }
}

using System.Security.Claims;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>The person who writes or reviews a text: a signed-in user, or a correspondent behind a personal link.</summary>
/// <param name="OwnCiteId">The only Cité they may write for; null for editors, who write for every Cité.</param>
public sealed record Author(int UserId, string Name, int? OwnCiteId)
{
    public bool IsEditor => OwnCiteId is null;

    public static Author Of(ClaimsPrincipal user) =>
        new(user.UserId() ?? throw new InvalidOperationException("Nobody is signed in."), user.DisplayName(), user.OwnCiteId());

    /// <param name="invitation">Must be loaded with its user.</param>
    public static Author Of(Invitation invitation) =>
        new(invitation.UserId, invitation.User.DisplayName, invitation.CiteId);
}

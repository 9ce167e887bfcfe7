using System.Security.Claims;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>Who writes, or moves a text on: somebody signed in, or a correspondent behind their personal link.</summary>
/// <param name="OwnCiteId">The only Cité they write for; null for editors, who write for all.</param>
public sealed record Author(int UserId, string Name, int? OwnCiteId)
{
    public bool IsEditor => OwnCiteId is null;

    public static Author Of(ClaimsPrincipal user) => new(user.UserId() ?? throw new InvalidOperationException("Nobody is signed in."), user.DisplayName(), user.OwnCiteId());

    /// <param name="invitation">Loaded with its user.</param>
    public static Author Of(Invitation invitation)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        return new(invitation.UserId, invitation.User.DisplayName, invitation.CiteId);
    }
}

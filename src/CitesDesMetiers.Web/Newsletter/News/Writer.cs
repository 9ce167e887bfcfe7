using System.Security.Claims;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>Who writes or takes a step: somebody signed in, or a correspondent behind their personal link.</summary>
/// <param name="OwnCiteId">The only Cité they write for; null for editors, who write for all.</param>
public sealed record Writer(int? UserId, string Name, int? OwnCiteId)
{
    public bool IsEditor => OwnCiteId is null;

    public static Writer Of(ClaimsPrincipal user) => new(user.UserId(), user.DisplayName(), user.OwnCiteId());

    /// <param name="invitation">Loaded with its user.</param>
    public static Writer Of(Invitation invitation)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        return new(invitation.UserId, invitation.User.DisplayName, invitation.CiteId);
    }
}

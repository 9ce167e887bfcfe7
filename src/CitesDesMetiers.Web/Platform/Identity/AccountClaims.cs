using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>Adds the role, the Cité and the display name to the session.</summary>
internal sealed class AccountClaims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
{
    public const string CiteId = "cite";
    public const string DisplayName = "nom";

    /// <summary>Claim of editors who may approve an issue.</summary>
    public const string Approve = "approuve";

    /// <summary>Claim of editors who may schedule and send an issue.</summary>
    public const string Send = "envoie";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role.ToString()));
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (user.MayApprove)
        {
            identity.AddClaim(new Claim(Approve, "oui"));
        }

        if (user.MaySend)
        {
            identity.AddClaim(new Claim(Send, "oui"));
        }

        if (user.CiteId is { } cite)
        {
            identity.AddClaim(new Claim(CiteId, cite.ToString(CultureInfo.InvariantCulture)));
        }

        return identity;
    }
}

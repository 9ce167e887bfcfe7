using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>
/// What a request knows of the signed-in person, read from the account at each request. Claims of Identity's own table, which the product
/// does not use, are not asked for.
/// </summary>
internal sealed class AccountClaims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
{
    public const string CiteId = "cite";
    public const string DisplayName = "nom";

    /// <summary>Claim of editors who may approve an issue.</summary>
    public const string Approve = "approuve";

    /// <summary>Claim of editors who may schedule and send an issue.</summary>
    public const string Send = "envoie";

    /// <summary>Claim of people who have a second factor.</summary>
    public const string SecondFactor = "second-facteur";

    protected override Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var types = Options.ClaimsIdentity;
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, types.UserNameClaimType, types.RoleClaimType);
        identity.AddClaim(new Claim(types.UserIdClaimType, user.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(types.UserNameClaimType, user.Email!));
        identity.AddClaim(new Claim(types.RoleClaimType, user.Role.ToString()));
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (user.MayApprove)
        {
            identity.AddClaim(new Claim(Approve, "oui"));
        }

        if (user.MaySend)
        {
            identity.AddClaim(new Claim(Send, "oui"));
        }

        if (user.TwoFactorEnabled)
        {
            identity.AddClaim(new Claim(SecondFactor, "oui"));
        }

        if (user.CiteId is { } cite)
        {
            identity.AddClaim(new Claim(CiteId, cite.ToString(CultureInfo.InvariantCulture)));
        }

        return Task.FromResult(identity);
    }
}

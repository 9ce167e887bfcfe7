using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Site.Account.Network;

/// <summary>
/// Opens the session of somebody whom the identity provider of the network knows. The first time, a verified address binds the identity to the
/// account that has it; from then on the provider's own name of the person counts, whatever their address. It makes no accounts.
/// </summary>
internal sealed class NetworkSignIn(
    UserManager<User> users, SignInCompletion completion, PendingSignIns pending, RepeatedEvents repeated, ILogger<NetworkSignIn> logger)
{
    /// <summary>Claims of OpenID Connect Core 1.0, 5.1.</summary>
    public const string Address = "email";
    public const string AddressIsVerified = "email_verified";

    /// <param name="returnUrl">From the encrypted state: an address of this site. The sign-in page stands for none.</param>
    /// <returns>Where to send the browser.</returns>
    public async Task<string> CompleteAsync(HttpContext context, ClaimsPrincipal identity, string? returnUrl)
    {
        if (await FindAsync(identity) is not { IsBlocked: false } user)
        {
            Refuse(null);
            return AccountAddresses.NetworkSignInFailed;
        }

        var wanted = returnUrl is AccountAddresses.SignIn ? null : returnUrl;
        if (user.TwoFactorEnabled)
        {
            await pending.BeginAsync(context, user, remember: false, wanted);
            return AccountAddresses.SecondStep;
        }

        await completion.CompleteAsync(user, remember: false, "fed");
        return wanted ?? (user.Role is Role.Member ? SiteAddresses.Home : DeskAddresses.Dashboard);
    }

    public void Refuse(Exception? failure)
    {
        logger.LogWarning(failure, "A sign-in by the identity provider was refused");
        repeated.Note(AuditAction.SignInFailed, null, "Connexion par le fournisseur d’identité du réseau");
    }

    private async Task<User?> FindAsync(ClaimsPrincipal identity)
    {
        if (identity.FindFirst("sub") is not { Value.Length: > 0 } subject)
        {
            return null;
        }

        // The issuer belongs to the key: two providers may use the same name for two people.
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subject.Issuer}\n{subject.Value}")));
        if (await users.FindByLoginAsync(NetworkSignInSetup.Scheme, key) is { } known)
        {
            return known;
        }

        if (!string.Equals(identity.FindFirstValue(AddressIsVerified), "true", StringComparison.OrdinalIgnoreCase)
            || identity.FindFirstValue(Address) is not { Length: > 0 } address
            || await users.FindByEmailAsync(address) is not { IsBlocked: false } user
            || (await users.GetLoginsAsync(user)).Count > 0)
        {
            return null;
        }

        var bound = await users.AddLoginAsync(user, new UserLoginInfo(NetworkSignInSetup.Scheme, key, null));
        return bound.Succeeded ? user : null;
    }
}

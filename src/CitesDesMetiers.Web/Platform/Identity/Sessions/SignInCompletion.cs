using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Platform.Identity.Sessions;

/// <summary>The end of each way to sign in: opens the session and remembers the browser.</summary>
public sealed class SignInCompletion(SignInManager<User> signIn, KnownDevices devices)
{
    /// <param name="method">"pwd" for a password alone, "mfa" for two factors (RFC 8176).</param>
    public async Task CompleteAsync(User user, bool remember, string method)
    {
        await signIn.SignInWithClaimsAsync(user, remember, [new Claim(SessionClaims.Method, method)]);
        await devices.RememberAsync(user.Id);
    }
}

using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>The end of each way to sign in: opens the session, remembers the browser, and tells the person if it is new.</summary>
public sealed class SignInCompletion(SignInManager<User> signIn, KnownDevices devices, AccountMails mails, IHttpContextAccessor http)
{
    /// <param name="method">"pwd" for a password alone, "mfa" for two factors (RFC 8176).</param>
    public async Task CompleteAsync(User user, bool remember, string method)
    {
        await signIn.SignInWithClaimsAsync(user, remember, [new Claim(SessionClaims.Method, method)]);
        if (await devices.RememberAsync(user.Id))
        {
            await mails.NewDeviceAsync(user, DeviceWords.Of(http.HttpContext!.Request.Headers.UserAgent), CancellationToken.None);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>Signing in by a passkey, which is both factors: alone, or as the second step after a password.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class PasskeySignInController(PasskeyCeremonies passkeys, PendingSignIns pendings, SignInCompletion completion) : Controller
{
    [HttpPost(AccountAddresses.PasskeySignInOptions)]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> Ask() => Content(await passkeys.AskAsync(HttpContext, null), MediaTypeNames.Application.Json);

    [HttpPost(AccountAddresses.SecondStepPasskeyOptions)]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> AskSecondStep() =>
        await pendings.FindAsync(HttpContext) is (_, var user)
            ? Content(await passkeys.AskAsync(HttpContext, user), MediaTypeNames.Application.Json)
            : StatusCode(StatusCodes.Status410Gone);

    [HttpPost(AccountAddresses.PasskeySignIn)]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> SignInNow(PasskeyForm form)
    {
        var result = await passkeys.SignInAsync(HttpContext, ModelState.IsValid ? form.Credential : null);
        var found = result.IsSecondStep ? await pendings.FindAsync(HttpContext) : null;
        if (result.User is { } user && (!result.IsSecondStep || found?.User.Id == user.Id))
        {
            pendings.End(HttpContext);
            await completion.CompleteAsync(user, found?.Pending.Remember ?? form.Remember, "mfa");
            return LocalRedirect(Url.AfterSignIn(found is null ? form.ReturnUrl : found.Value.Pending.ReturnUrl, user));
        }

        ModelState.Clear();
        ModelState.AddModelError("", PasskeyWords.Of(result.Refusal));
        return found is null ? View("SignIn", new SignInForm { ReturnUrl = form.ReturnUrl }) : View("SecondStep", new SecondStepForm());
    }
}

public class PasskeyForm
{
    /// <summary>The browser's answer as JSON.</summary>
    [StringLength(20_000)]
    public string? Credential { get; set; }

    public bool Remember { get; set; }

    public string? ReturnUrl { get; set; }
}

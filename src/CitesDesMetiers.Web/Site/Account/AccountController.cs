using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Platform.Identity.Guesses;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>
/// Signing in and out. The response and its duration are the same for an unknown address, a wrong password, an invited account and a
/// blocked one.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class AccountController(
    SignInManager<User> signIn, UserManager<User> users, PasswordCheck passwords, PendingSignIns pending, SignInCompletion completion) : Controller
{
    [HttpGet(AccountAddresses.SignIn)]
    public IActionResult SignIn([FromQuery(Name = "retour")] string? returnUrl, [FromQuery(Name = "reseau")] string? network)
    {
        if (network is not null)
        {
            ModelState.AddModelError(
                "", "Cette identité n’ouvre aucun compte ici, ou la connexion s’est interrompue. Recommencez, ou donnez votre mot de passe ; "
                    + "l’administration du site sait si vous avez un compte, et avec quelle adresse.");
        }

        return View(new SignInForm { ReturnUrl = returnUrl });
    }

    [HttpPost(AccountAddresses.SignIn)]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        if (!ModelState.IsValid)
        {
            return View(form);
        }

        var address = form.Address!.Trim();
        var user = await users.FindByEmailAsync(address);
        var verdict = await passwords.OfAsync(address, user, form.Password!);
        if (verdict.Wait > TimeSpan.Zero)
        {
            return HeldUp(form, verdict);
        }

        if (verdict.IsRight && user!.TwoFactorEnabled)
        {
            await pending.BeginAsync(HttpContext, user, form.Remember, form.ReturnUrl);
            return LocalRedirect(AccountAddresses.SecondStep);
        }

        if (verdict.IsRight)
        {
            await completion.CompleteAsync(user!, form.Remember, "pwd");
            return LocalRedirect(Url.AfterSignIn(form.ReturnUrl, user!));
        }

        ModelState.AddModelError(
            "", "L’adresse et le mot de passe ne vont pas ensemble, ou ce compte n’est pas ouvert. Vérifiez-les, puis réessayez.");
        return View(form);
    }

    [HttpPost(AccountAddresses.SignOut)]
    public async Task<IActionResult> SignOutNow()
    {
        await signIn.SignOutAsync();
        return LocalRedirect(SiteAddresses.Home);
    }

    private ViewResult HeldUp(SignInForm form, PasswordVerdict verdict)
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(verdict.Wait.TotalSeconds)}");
        ModelState.AddModelError("", verdict.WaitText);
        return View(form);
    }
}

public class SignInForm
{
    [Display(Name = "Adresse électronique"), Required(ErrorMessage = "Adresse électronique : à renseigner."),
        StringLength(254, ErrorMessage = "Adresse électronique : 254 caractères au plus.")]
    public string? Address { get; set; }

    [Display(Name = "Mot de passe"), Required(ErrorMessage = "Mot de passe : à renseigner."),
        StringLength(256, ErrorMessage = "Mot de passe : 256 caractères au plus.")]
    public string? Password { get; set; }

    [Display(Name = "Rester connecté sur cet appareil")]
    public bool Remember { get; set; }

    public string? ReturnUrl { get; set; }
}

using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>Signing in and out. The response is the same for an unknown address, a wrong password and a locked account.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class AccountController(SignInManager<User> signIn, UserManager<User> users) : Controller
{
    private static readonly User Nobody = new("personne@nulle-part.example", "Personne", Role.Member);

    [HttpGet(AccountAddresses.SignIn)]
    public IActionResult SignIn([FromQuery(Name = "retour")] string? returnUrl) => View(new SignInForm { ReturnUrl = returnUrl });

    [HttpPost(AccountAddresses.SignIn)]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        if (!ModelState.IsValid)
        {
            return View(form);
        }

        if (await users.FindByEmailAsync(form.Address!.Trim()) is { } user)
        {
            var result = await signIn.PasswordSignInAsync(user, form.Password!, form.Remember, lockoutOnFailure: true);
            if (result.Succeeded)
            {
                return LocalRedirect(
                    Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : user.Role is Role.Member ? SiteAddresses.Home : DeskAddresses.Dashboard);
            }
        }
        else
        {
            // Hash anyway, so that an unknown address takes as long as a known one.
            users.PasswordHasher.HashPassword(Nobody, form.Password!);
        }

        ModelState.AddModelError(
            "", "L’adresse et le mot de passe ne vont pas ensemble, ou le compte est bloqué pour quelques minutes. Vérifiez-les, puis réessayez.");
        return View(form);
    }

    [HttpPost(AccountAddresses.SignOut)]
    public async Task<IActionResult> SignOutNow()
    {
        await signIn.SignOutAsync();
        return LocalRedirect(SiteAddresses.Home);
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

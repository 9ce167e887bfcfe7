using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>The account page of a signed-in user, with the change of password.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class MyAccountController(UserManager<User> users, SignInManager<User> signIn) : Controller
{
    [HttpGet(AccountAddresses.MyAccount)]
    public async Task<IActionResult> Index() => await users.GetUserAsync(User) is { } user ? Page(user, new ChangePasswordForm()) : NotFound();

    [HttpPost(AccountAddresses.MyAccount)]
    [EnableRateLimiting(RateLimits.CurrentPassword)]
    public async Task<IActionResult> Change(ChangePasswordForm form)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page(user, form);
        }

        var result = await users.ChangePasswordAsync(user, form.Current!, form.Password!);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(
                    error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? nameof(form.Current) : nameof(form.Password), error.Description);
            }

            return Page(user, form);
        }

        // All other sessions end. This one is renewed.
        await signIn.RefreshSignInAsync(user);
        TempData[PasswordController.DoneKey] = "Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés.";
        return RedirectToAction(nameof(Index));
    }

    private ViewResult Page(User user, ChangePasswordForm form) => View("MyAccount", new MyAccountPage(form, user));
}

internal sealed record MyAccountPage(ChangePasswordForm Form, User User) : IFormPage<ChangePasswordForm>;

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Passwords;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>Choosing a password by a mailed link, and requesting such a link. The response does not reveal whether an account exists.</summary>
[AllowAnonymous]
[TokenPage]
public class PasswordController(PasswordLinks links, PasswordMails mails, KnownDevices devices, UserManager<User> users) : Controller
{
    internal const string DoneKey = "Account";

    [HttpGet(AccountAddresses.ForgottenPassword)]
    public IActionResult Forgotten() => View(new ForgottenForm());

    [HttpPost(AccountAddresses.ForgottenPassword)]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> Forgotten(ForgottenForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return View(form);
        }

        await mails.AnswerForgottenAsync(form.Address!, cancellation);
        return RedirectToAction(nameof(Requested));
    }

    [HttpGet(AccountAddresses.ForgottenPassword + "/envoye")]
    public IActionResult Requested() => View();

    [HttpGet(AccountAddresses.MyAccount + "/{kind}/{userId:int}/{token}")]
    public async Task<IActionResult> Choose(string kind, int userId, string token) =>
        await links.OpenAsync(kind, userId, token) is null ? InvalidLink() : View(new NewPasswordForm());

    [HttpPost(AccountAddresses.MyAccount + "/{kind}/{userId:int}/{token}")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Choose(string kind, int userId, string token, NewPasswordForm form)
    {
        if (await links.OpenAsync(kind, userId, token) is not { } user)
        {
            return InvalidLink();
        }

        if (!ModelState.IsValid)
        {
            return View(form);
        }

        var result = await links.ChooseAsync(user, form.Password!);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(nameof(form.Password), error.Description);
            }

            return View(form);
        }

        // Whoever reads the mail of this address is the owner: wrong passwords typed before no longer hold this browser up.
        await devices.ForgetOthersAsync(user.Id);
        await devices.RememberAsync(user.Id);
        TempData[DoneKey] = "Votre mot de passe est enregistré. Connectez-vous avec lui.";
        return Redirect(AccountAddresses.SignIn);
    }

    /// <summary>Judges a password while it is typed.</summary>
    [HttpPost(AccountAddresses.MyAccount + "/{kind}/{userId:int}/{token}" + AccountAddresses.AdviceEnd)]
    [EnableRateLimiting(RateLimits.Contribution)]
    public async Task<IActionResult> Advise(string kind, int userId, string token, NewPasswordForm form) =>
        await links.OpenAsync(kind, userId, token) is { } user
            ? Json(await PasswordAdvice.OfAsync(users, user, form.Password ?? ""))
            : NotFound();

    private ViewResult InvalidLink()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Dead");
    }
}

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity.Guesses;
using CitesDesMetiers.Web.Platform.Identity.Passwords;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>The account page of a signed-in user, with the change of password.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class MyAccountController(
    UserManager<User> users, SignInManager<User> signIn, PasswordCheck passwords, KnownDevices devices, AuditLog audit, AccountMails mails,
    IOptions<SiteOptions> site, TimeProvider clock) : Controller
{
    /// <summary>The address of the calendar is shown once, on the page that follows: only its hash is stored.</summary>
    internal const string CalendarKey = "Calendar";

    [HttpGet(AccountAddresses.MyAccount)]
    public async Task<IActionResult> Index() => await users.GetUserAsync(User) is { } user ? Page(user, new ChangePasswordForm()) : NotFound();

    [HttpPost(AccountAddresses.MyAccount)]
    [EnableRateLimiting(RateLimits.CurrentPassword)]
    public async Task<IActionResult> Change(ChangePasswordForm form, CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page(user, form);
        }

        var verdict = await passwords.OfAsync(user.Email!, user, form.Current!);
        if (!verdict.IsRight)
        {
            ModelState.AddModelError(
                nameof(form.Current), verdict.Wait > TimeSpan.Zero ? verdict.WaitText : "Ce n’est pas votre mot de passe actuel.");
            return Page(user, form);
        }

        var result = await users.ChangePasswordAsync(user, form.Current!, form.Password!);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(nameof(form.Password), error.Description);
            }

            return Page(user, form);
        }

        audit.Add(AuditAction.PasswordChanged, user);
        await mails.PasswordChangedAsync(user, cancellation);

        // All other sessions end. This one goes on.
        await signIn.RefreshSignInAsync(user);
        await devices.ForgetOthersAsync(user.Id);
        TempData[PasswordController.DoneKey] = "Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés.";
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Judges a password while it is typed.</summary>
    [HttpPost(AccountAddresses.MyAccount + AccountAddresses.AdviceEnd)]
    [EnableRateLimiting(RateLimits.Preview)]
    public async Task<IActionResult> Advise(NewPasswordForm form) =>
        await users.GetUserAsync(User) is { } user ? Json(await PasswordAdvice.OfAsync(users, user, form.Password ?? "")) : NotFound();

    /// <summary>Opens a calendar with members-only dates at a new address, for programs that cannot sign in.</summary>
    [HttpPost(AccountAddresses.Calendar)]
    public async Task<IActionResult> OpenCalendar()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        var token = SecretToken.Draw();
        user.OpenCalendar(token.Hash, clock.GetUtcNow().UtcDateTime);
        audit.Add(AuditAction.CalendarOpened, user);
        await users.UpdateAsync(user);
        TempData[CalendarKey] = site.Value.Absolute(AccountAddresses.MembersCalendar(token.Value));
        return Redirect(AccountAddresses.MyAccount + "#calendrier");
    }

    [HttpPost(AccountAddresses.CalendarClosing)]
    public async Task<IActionResult> CloseCalendar()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        user.CloseCalendar();
        audit.Add(AuditAction.CalendarClosed, user);
        await users.UpdateAsync(user);
        TempData[PasswordController.DoneKey] = "L’adresse de votre calendrier ne répond plus.";
        return RedirectToAction(nameof(Index));
    }

    private ViewResult Page(User user, ChangePasswordForm form) => View("MyAccount", new MyAccountPage(form, user));
}

internal sealed record MyAccountPage(ChangePasswordForm Form, User User) : IFormPage<ChangePasswordForm>;

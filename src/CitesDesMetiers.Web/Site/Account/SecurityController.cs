using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Ui.Confirmation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>The page with the factors of a signed-in person, and their recovery codes.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class SecurityController(UserManager<User> users, SecondFactors factors, RecoveryCodes codes, SecondFactorTerm term) : Controller
{
    internal const string WarnedKey = "SecurityWarning";

    /// <summary>Recovery codes are shown once, on the page that follows: only their hashes are stored.</summary>
    internal const string CodesKey = "RecoveryCodes";

    [HttpGet(AccountAddresses.Security)]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        await term.FindAsync(User, cancellation);
        return View("Security", new SecurityPage(await factors.ReadAsync(user.Id, cancellation), term.Until, term.IsOver));
    }

    [HttpGet(AccountAddresses.RecoveryCodes)]
    public IActionResult Codes() =>
        TempData[CodesKey] is string shown ? View("Codes", shown.Split(' ')) : RedirectToAction(nameof(Index));

    [HttpPost(AccountAddresses.RecoveryCodes)]
    [FreshSignIn]
    public async Task<IActionResult> RenewCodes(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { TwoFactorEnabled: true } user)
        {
            return RedirectToAction(nameof(Index));
        }

        return await ShowNewCodesAsync(this, codes, user, cancellation);
    }

    /// <summary>Makes recovery codes and leads to the page that shows them.</summary>
    internal static async Task<IActionResult> ShowNewCodesAsync(Controller controller, RecoveryCodes codes, User user, CancellationToken cancellation)
    {
        controller.TempData[CodesKey] = string.Join(' ', await codes.RenewAsync(user, cancellation));
        return new LocalRedirectResult(AccountAddresses.RecoveryCodes);
    }
}

/// <param name="Until">Until when the person may work without a second factor, UTC; null if they may, or have one.</param>
internal sealed record SecurityPage(FactorState Factors, DateTime? Until, bool IsOver);

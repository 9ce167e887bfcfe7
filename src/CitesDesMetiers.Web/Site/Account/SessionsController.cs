using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using CitesDesMetiers.Web.Ui.Confirmation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>The browsers in which the signed-in person is signed in, and their ends.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class SessionsController(
    NewsletterContext db, UserManager<User> users, SignInManager<User> signIn, KnownDevices devices, AuditLog audit,
    TimeProvider clock) : Controller
{
    [HttpGet(AccountAddresses.Sessions)]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var (id, now) = (User.UserId(), clock.GetUtcNow().UtcDateTime);
        var open = await db.Sessions.AsNoTracking()
            .Where(s => s.UserId == id && s.ExpiresAt > now && s.SecurityStamp == s.User.SecurityStamp)
            .OrderByDescending(s => s.SeenAt).ToListAsync(cancellation);
        return View("Sessions", new SessionsPage(open, User.SessionId()));
    }

    /// <summary>Ends one session.</summary>
    [HttpPost(AccountAddresses.Sessions + "/{id:int}/fermer")]
    [FreshSignIn]
    public async Task<IActionResult> Close(int id, CancellationToken cancellation)
    {
        var userId = User.UserId();
        var closed = await db.Sessions.Where(s => s.Id == id && s.UserId == userId).ExecuteDeleteAsync(cancellation);
        if (closed > 0)
        {
            audit.Add(AuditAction.SessionEnded, "Un appareil choisi dans la liste");
            await db.SaveChangesAsync(cancellation);
        }

        TempData[PasswordController.DoneKey] = closed > 0 ? "Cet appareil est déconnecté." : "Cet appareil était déjà déconnecté.";
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Ends every session but this one, and every password link on its way.</summary>
    [HttpPost(AccountAddresses.SessionsClosing)]
    [FreshSignIn]
    public async Task<IActionResult> CloseOthers()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        audit.Add(AuditAction.AllSessionsEnded, user);
        await users.UpdateSecurityStampAsync(user);
        await signIn.RefreshSignInAsync(user);
        await devices.ForgetOthersAsync(user.Id);
        TempData[PasswordController.DoneKey] = "Vos autres appareils sont déconnectés.";
        return RedirectToAction(nameof(Index));
    }
}

internal sealed record SessionsPage(IReadOnlyList<Session> Open, int? CurrentId);

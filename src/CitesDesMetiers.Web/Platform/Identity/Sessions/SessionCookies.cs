using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Identity.Sessions;

/// <summary>
/// Keeps sessions in the database. The cookie holds a key and nothing else: who it is and what they may do is read from the account at
/// each request, so that a sign-out, a block, a change of role or a new password take effect at the next request (ASVS 5.0, 7.4).
/// </summary>
internal sealed class SessionCookies(
    NewsletterContext db, IUserClaimsPrincipalFactory<User> principals, AuditLog audit, RepeatedEvents repeated, TimeProvider clock)
    : CookieAuthenticationEvents
{
    /// <summary>Where the cookie holds the key of its session.</summary>
    private const string Key = "session";

    /// <summary>Sessions end after this time, used or not (ASVS 5.0, 7.3.2).</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private static readonly TimeSpan RememberedLife = TimeSpan.FromDays(30);

    /// <summary>Sessions that nobody uses end earlier (ASVS 5.0, 7.3.1). Whoever writes is saved from time to time, which is a use.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(3);
    private static readonly TimeSpan RememberedIdle = TimeSpan.FromDays(14);

    /// <summary>How exact the time of the last request is. Each change is a write.</summary>
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == context.Principal!.UserId());
        var methods = string.Join(' ', context.Principal!.FindAll(SessionClaims.Method).Select(c => c.Value).Distinct());
        if (HashIn(context.Properties) is { } current)
        {
            // The same session goes on after a change of the account.
            await db.Sessions.Where(s => s.Hash == current && s.UserId == user.Id).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.SecurityStamp, user.SecurityStamp));
        }
        else
        {
            await EndAsync(await context.HttpContext.AuthenticateAsync(context.Scheme.Name));
            await StartAsync(context, user, methods);
        }

        context.Properties.AllowRefresh = false;
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(context.Scheme.Name));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that says that the database is away must not ask it who reads.
            context.RejectPrincipal();
            return;
        }

        if (await FindAsync(context.Properties) is not { } session)
        {
            context.RejectPrincipal();
            context.Options.CookieManager.DeleteCookie(
                context.HttpContext, context.Options.Cookie.Name!, context.Options.Cookie.Build(context.HttpContext));
            return;
        }

        if (session.SeenAt + SeenStep <= Now)
        {
            var now = Now;
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now));
        }

        var principal = await principals.CreateAsync(session.User);
        SessionClaims.Add((ClaimsIdentity)principal.Identity!, session);
        context.ReplacePrincipal(principal);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.User.UserId() is not null)
        {
            audit.Add(AuditAction.SignedOut, DeviceWords.Of(context.HttpContext.Request.Headers.UserAgent));
            await db.SaveChangesAsync();
        }

        await EndAsync(await context.HttpContext.AuthenticateAsync(context.Scheme.Name));
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        repeated.Note(AuditAction.Denied, null, $"Page\u00A0: {context.Request.Path}");
        return Task.CompletedTask;
    }

    private async Task<Session?> FindAsync(AuthenticationProperties properties) =>
        HashIn(properties) is { } hash
        && await db.Sessions.AsNoTracking().Include(s => s.User).FirstOrDefaultAsync(s => s.Hash == hash) is { } session
        && session.ExpiresAt > Now && session.SeenAt + (session.IsRemembered ? RememberedIdle : Idle) > Now
        && session.SecurityStamp == session.User.SecurityStamp && !session.User.IsBlocked
            ? session
            : null;

    private async Task StartAsync(CookieSigningInContext context, User user, string methods)
    {
        var now = Now;
        await db.Sessions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync();
        var key = SecretToken.Draw();
        var expires = now + (context.Properties.IsPersistent ? RememberedLife : Life);
        var request = context.HttpContext;
        db.Sessions.Add(new Session(
            key.Hash, user, methods, now, expires, context.Properties.IsPersistent, DeviceWords.Of(request.Request.Headers.UserAgent),
            ClientNetwork.Masked(request.Connection.RemoteIpAddress) ?? "inconnu"));
        audit.Add(
            AuditAction.SignedIn, DeviceWords.Of(request.Request.Headers.UserAgent) + (context.Properties.IsPersistent ? ", pour 30 jours" : ""),
            by: AuditPerson.Of(user));
        await db.SaveChangesAsync();
        context.Properties.Items[Key] = key.Value;
        context.Properties.ExpiresUtc = expires;
    }

    private async Task EndAsync(AuthenticateResult ended)
    {
        if (HashIn(ended.Properties) is { } hash)
        {
            await db.Sessions.Where(s => s.Hash == hash).ExecuteDeleteAsync();
        }
    }

    private static byte[]? HashIn(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Key, out var key) == true && key is not null ? SecretToken.HashOf(key) : null;
}

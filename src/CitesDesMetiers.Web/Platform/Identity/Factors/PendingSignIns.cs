using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Somebody who gave the right password and still owes the second factor.</summary>
/// <param name="Stamp">The security stamp of the account: a new password ends what is pending.</param>
/// <param name="Tries">Codes tried on the account before.</param>
internal sealed record PendingSignIn(int UserId, string? Stamp, bool Remember, string? ReturnUrl, int Tries);

public sealed class PendingSignIns(NewsletterContext db, StateCookies cookies)
{
    private const string Cookie = "verification";

    /// <summary>Wrong codes after which the person begins again with the password.</summary>
    public const int MaxTries = 5;

    /// <summary>A longer address of return is dropped: a browser would refuse the cookie.</summary>
    private const int ReturnUrlLength = 1_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public async Task BeginAsync(HttpContext context, User user, bool remember, string? returnUrl)
    {
        var tries = await db.SecondFactors.Where(f => f.UserId == user.Id).Select(f => f.Tries).FirstOrDefaultAsync(context.RequestAborted);
        var kept = returnUrl?.Length <= ReturnUrlLength ? returnUrl : null;
        cookies.Write(context, Cookie, new PendingSignIn(user.Id, user.SecurityStamp, remember, kept, tries), Life);
    }

    /// <returns>Null when nobody gave a password, when that was too long ago, or when the account changed since.</returns>
    internal async Task<(PendingSignIn Pending, User User)?> FindAsync(HttpContext context) =>
        cookies.Read<PendingSignIn>(context, Cookie) is { } pending
        && await db.Users.FirstOrDefaultAsync(u => u.Id == pending.UserId, context.RequestAborted) is { } user
        && user is { IsBlocked: false, TwoFactorEnabled: true } && user.SecurityStamp == pending.Stamp
            ? (pending, user)
            : null;

    public void End(HttpContext context) => cookies.Delete(context, Cookie);
}

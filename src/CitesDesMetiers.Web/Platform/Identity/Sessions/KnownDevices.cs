using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity.Sessions;

/// <summary>Recognises browsers in which a person signed in before, by a cookie of their own.</summary>
public sealed class KnownDevices(NewsletterContext db, IHttpContextAccessor request, IOptions<SiteOptions> site, TimeProvider clock)
{
    private HttpContext Context => request.HttpContext!;

    /// <returns>The hash of this browser's secret if the person signed in with it before.</returns>
    public async Task<byte[]?> FindAsync(int userId) =>
        HashOfThis() is { } hash && await db.KnownDevices.AnyAsync(d => d.UserId == userId && d.Hash == hash) ? hash : null;

    /// <summary>Remembers this browser.</summary>
    /// <returns>Whether the person has other browsers and this one is new.</returns>
    public async Task<bool> RememberAsync(int userId)
    {
        if (await FindAsync(userId) is not null)
        {
            return false;
        }

        var hasOthers = await db.KnownDevices.AnyAsync(d => d.UserId == userId);
        var hash = HashOfThis();
        if (hash is null)
        {
            var secret = SecretToken.Draw();
            hash = secret.Hash;
            Cookies.KeepDevice(Context, site.Value, secret.Value);
        }

        db.KnownDevices.Add(new KnownDevice(userId, hash, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
        return hasOthers;
    }

    /// <summary>Forgets every browser of the person but this one.</summary>
    public async Task ForgetOthersAsync(int userId)
    {
        var kept = HashOfThis();
        await db.KnownDevices.Where(d => d.UserId == userId && d.Hash != kept).ExecuteDeleteAsync();
    }

    private byte[]? HashOfThis() =>
        Context.Request.Cookies.TryGetValue(Cookies.DeviceName(site.Value), out var secret) && secret.Length > 0 ? SecretToken.HashOf(secret) : null;
}

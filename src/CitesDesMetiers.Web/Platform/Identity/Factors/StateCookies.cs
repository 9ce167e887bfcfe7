using System.Security.Cryptography;
using System.Text.Json;
using CitesDesMetiers.Core.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>
/// Keeps what happened so far while somebody signs in, in an encrypted cookie. Each step has a cookie of its own: Identity keeps a
/// pending code and a pending passkey in one cookie, where one would end the other.
/// </summary>
public sealed class StateCookies(IDataProtectionProvider protection, IOptions<SiteOptions> site, TimeProvider clock)
{
    private sealed record Kept<T>(T State, DateTimeOffset Until);

    public void Write<T>(HttpContext context, string name, T state, TimeSpan life)
    {
        var kept = JsonSerializer.SerializeToUtf8Bytes(new Kept<T>(state, clock.GetUtcNow() + life));
        context.Response.Cookies.Append(
            Cookies.NameOf(name, site.Value), Convert.ToBase64String(Protector(name).Protect(kept)), Options());
    }

    /// <returns>Null if there is none, if it is too old, or if it was made by somebody else.</returns>
    public T? Read<T>(HttpContext context, string name) where T : class
    {
        if (context.Request.Cookies[Cookies.NameOf(name, site.Value)] is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var kept = JsonSerializer.Deserialize<Kept<T>>(Protector(name).Unprotect(Convert.FromBase64String(value)));
            return kept?.Until > clock.GetUtcNow() ? kept.State : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(Cookies.NameOf(name, site.Value), Options());

    private IDataProtector Protector(string name) => protection.CreateProtector(nameof(StateCookies), name);

    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        Secure = Cookies.IsSecure(site.Value),

        // Who comes back from an identity provider comes from another site.
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}

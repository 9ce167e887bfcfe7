using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>
/// Configures the cookies, which are those a session needs. Over https their names carry the <c>__Host-</c> prefix. Over http, which
/// is allowed for localhost only, browsers would refuse that prefix.
/// </summary>
internal static class Cookies
{
    private const string Session = "session";

    /// <summary>The name of the cookie that signed-in people have.</summary>
    public static string SessionName(SiteOptions site) => NameOf(Session, site);

    /// <summary>The name of the cookie by which a browser is recognised that somebody signed in with before.</summary>
    public static string DeviceName(SiteOptions site) => NameOf("appareil", site);

    /// <summary>Gives the browser its secret, for the 400 days that browsers keep a cookie at most (RFC 6265bis, 5.5).</summary>
    public static void KeepDevice(HttpContext context, SiteOptions site, string secret)
    {
        var cookie = new CookieBuilder { SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(400) };
        Harden(cookie, "appareil", site);
        context.Response.Cookies.Append(cookie.Name!, secret, cookie.Build(context));
    }

    public static void AddCookies(this IServiceCollection services)
    {
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<SiteOptions>>((options, site) =>
        {
            Harden(options.Cookie, Session, site.Value);
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = AccountAddresses.SignIn;
            options.AccessDeniedPath = AccountAddresses.Denied;
            options.ReturnUrlParameter = "retour";
            options.SlidingExpiration = false;
            options.EventsType = typeof(SessionCookies);
        });
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SiteOptions>>((options, site) =>
        {
            Harden(options.Cookie, "jeton", site.Value);
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "__jeton";
        });
        services.AddOptions<CookieTempDataProviderOptions>().Configure<IOptions<SiteOptions>>((options, site) =>
        {
            Harden(options.Cookie, "message", site.Value);
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    private static void Harden(CookieBuilder cookie, string name, SiteOptions site)
    {
        cookie.Name = NameOf(name, site);
        cookie.SecurePolicy = IsSecure(site) ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.HttpOnly = true;
        cookie.Path = "/";
    }

    /// <summary>The name in the browser of a cookie of this site.</summary>
    public static string NameOf(string name, SiteOptions site) => IsSecure(site) ? "__Host-" + name : name;

    public static bool IsSecure(SiteOptions site) => site.PublicUri.Scheme == Uri.UriSchemeHttps;
}

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Adds the security headers to every response, errors and files included (OWASP ASVS 5.0, 3.4).</summary>
internal static class SecurityHeaders
{
    private const string ReportGroup = "csp";

    private const string Sources =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
        + "require-trusted-types-for 'script'; trusted-types infolettre default; "
        + "report-uri " + SiteAddresses.PolicyReports + "; report-to " + ReportGroup + "; ";

    private const string Policy = Sources + "frame-ancestors 'none'";

    /// <summary>The policy of public pages that the desk shows in a frame.</summary>
    public const string FramedPagePolicy = Sources + "frame-ancestors 'self'";

    /// <summary>The policy of pages that any site may show in a frame. They have no form and no script.</summary>
    public const string WidgetPolicy =
        "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    /// <summary>The policy of mail previews: inline styles and pictures of the site, no scripts, framed by the desk only.</summary>
    public const string MailPreviewPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    /// <summary>The policy of mail previews whose scroll position the desk reads. Scripts stay blocked.</summary>
    public const string ReadableMailPreviewPolicy = MailPreviewPolicy + " allow-same-origin";

    /// <summary>
    /// The policy of a PDF, which browsers show with a page of their own: that page may have its style and the file, and nothing of the site.
    /// </summary>
    public const string FilePolicy =
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Where other sites load files from, without asking by CORS: pictures in mails and feeds, and scripts to insert.</summary>
    private static readonly string[] ForOtherSites = [PictureAddresses.Root, WidgetAddresses.Script, SubscriptionAddresses.SignUpScript];

    /// <summary>Has browsers use https for a year.</summary>
    public static void AddSecurityHeaders(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<HstsOptions>().Configure<IOptions<SiteOptions>>((hsts, site) =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = bool.Parse(site.Value.StrictSubdomains);
        });

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
                headers.TryAdd("Content-Security-Policy", Policy);
                headers["Reporting-Endpoints"] = $"{ReportGroup}=\"{SiteAddresses.PolicyReports}\"";
                headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = IsForOtherSites(context.Request.Path) ? "cross-origin" : "same-origin";
                if (context.User.Identity?.IsAuthenticated == true && context.GetEndpoint()?.Metadata.GetMetadata<FileForEverybody>() is null)
                {
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static bool IsForOtherSites(PathString path) =>
        Array.Exists(ForOtherSites, start => path.Value?.StartsWith(start, StringComparison.Ordinal) == true);
}

using Microsoft.AspNetCore.HttpOverrides;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Configures forwarded headers and HEAD requests.</summary>
internal static class Proxy
{
    private static readonly object HeadKey = new();

    /// <summary>Whether the request was HEAD. The page is then built but not read by anybody.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(HeadKey);

    /// <summary>
    /// Accepts forwarded headers from a proxy on the same machine. For a proxy elsewhere, set ASPNETCORE_FORWARDEDHEADERS_ENABLED=true,
    /// and let only that proxy reach the site.
    /// </summary>
    public static void UseProxy(this WebApplication app) =>
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });

    /// <summary>Answers HEAD like GET, without the body (RFC 9110, 9.3.2). Monitors and link checkers send HEAD.</summary>
    public static void UseHead(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await next(context);
                return;
            }

            context.Items[HeadKey] = true;
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
            await next(context);
        });
}

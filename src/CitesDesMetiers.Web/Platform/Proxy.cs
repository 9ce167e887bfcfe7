using Microsoft.AspNetCore.HttpOverrides;

namespace CitesDesMetiers.Web.Platform;

/// <summary>What stands between the reader and the site.</summary>
internal static class Proxy
{
    private static readonly object HeadKey = new();

    /// <summary>Whether only the head was asked for: nobody reads the page then.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(HeadKey);

    /// <summary>
    /// Believes a proxy on the same machine about the reader's address and https. For one elsewhere set
    /// ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, where nothing but that proxy can reach the site.
    /// </summary>
    public static void UseProxy(this WebApplication app) =>
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });

    /// <summary>Answers HEAD like GET, without the body (RFC 9110 9.3.2): monitors and link checkers ask this way.</summary>
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

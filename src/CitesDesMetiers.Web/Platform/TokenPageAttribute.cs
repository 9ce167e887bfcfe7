using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Platform;

/// <summary>For pages whose address holds a secret. Their responses, refusals included, are not cached, not indexed, and send no referrer.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class TokenPageAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Runs before every filter that may refuse the request.</summary>
    public int Order => -20;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        // These are the exact values of the framework's antiforgery, which logs a warning when it has to replace others.
        headers.CacheControl = "no-cache, no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }
}

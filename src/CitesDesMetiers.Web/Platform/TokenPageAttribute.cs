using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Platform;

/// <summary>For pages whose address holds a secret: kept nowhere, told to no other site, in no index; refusals included.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TokenPageAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before every filter that may refuse.</summary>
    public int Order => -20;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.HttpContext.Response.Headers;
        // In the very words of the framework's antiforgery, which warns at each form where it has to add one.
        headers.CacheControl = "no-cache, no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }
}

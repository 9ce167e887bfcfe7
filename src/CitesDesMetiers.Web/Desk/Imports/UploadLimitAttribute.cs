using CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>Refuses a request with a larger Content-Length before its body is read: 413 with its page.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>In bytes: the largest file and its form.</summary>
    public const long MaxRequest = SheetFile.MaxBytes + (1024 * 1024);

    /// <summary>Runs before the antiforgery filter, which reads the body.</summary>
    public int Order => 0;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > MaxRequest)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
    }
}

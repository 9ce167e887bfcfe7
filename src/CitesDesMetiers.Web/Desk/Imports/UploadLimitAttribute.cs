using CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>Refuses by its announced length what is too large, before a byte of it is read: 413 and its page.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Bytes: a file of the largest size, with the form around it.</summary>
    public const long MaxRequest = SheetFile.MaxBytes + (1024 * 1024);

    /// <summary>Before the one that looks for the antiforgery token in the body.</summary>
    public int Order => 0;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > MaxRequest)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
    }
}

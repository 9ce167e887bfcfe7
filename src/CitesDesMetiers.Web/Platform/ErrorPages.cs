using CitesDesMetiers.Core.Addresses;
using Microsoft.AspNetCore.Diagnostics;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Handles unexpected exceptions, and shows a French page for each error status that has no body.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = SiteAddresses.ErrorRoot + "500",
            StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute(SiteAddresses.ErrorRoot + "{0}", createScopeForStatusCodePages: true);
        app.Use(WithoutFormAsync);
    }

    /// <summary>Runs the error page without reading the request body, so that a large body costs neither time nor disk.</summary>
    private static Task WithoutFormAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Form = FormCollection.Empty;
        }

        return next(context);
    }
}

using Microsoft.AspNetCore.Diagnostics;

namespace CitesDesMetiers.Web.Hosting;

/// <summary>One handler for what nobody expected, and a French page for every status that carries no page of its own.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur/500",
            StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute("/erreur/{0}", createScopeForStatusCodePages: true);
    }
}

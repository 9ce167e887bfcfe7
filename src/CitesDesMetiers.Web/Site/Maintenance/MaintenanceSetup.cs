using System.Text.Encodings.Web;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Styles;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace CitesDesMetiers.Web.Site.Maintenance;

/// <summary>Answers every page with 503 and a word while the site is closed. Styles and the health of the site still answer.</summary>
internal static class MaintenanceSetup
{
    private const string RetryAfterSeconds = "300";

    public static void AddMaintenance(this WebApplicationBuilder builder)
    {
        builder.AddValidated<MaintenanceOptions, MaintenanceOptionsValidation>(MaintenanceOptions.Section);
        builder.Services.AddSingleton<MaintenanceMode>();
    }

    /// <summary>After routing: only what a controller would answer is closed.</summary>
    public static void UseMaintenance(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<MaintenanceMode>();
        app.Use((context, next) =>
            mode.Message is { } message && context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
                ? SayAsync(context, message)
                : next(context));
    }

    private static Task SayAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        var styles = context.RequestServices.GetRequiredService<StyleSheets>().Site;
        var said = message.Length > 0 ? $"<p>{HtmlEncoder.Default.Encode(message.Typed())}</p>" : "";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="robots" content="noindex">
              <title>De retour bientôt</title>
              <link rel="stylesheet" href="{styles}">
            </head>
            <body>
            <main class="wrap">
              <div class="error-page prose">
                <h1>De retour bientôt</h1>
                <p class="lead">Le site est en cours d’entretien et rouvrira dans un moment.</p>
                {said}
                <p>Si vous veniez d’envoyer un formulaire, il n’est pas encore parti&nbsp;: revenez en arrière, ce que vous avez tapé y est encore,
                et recommencez un peu plus tard.</p>
              </div>
            </main>
            </body>
            </html>
            """,
            context.RequestAborted);
    }
}

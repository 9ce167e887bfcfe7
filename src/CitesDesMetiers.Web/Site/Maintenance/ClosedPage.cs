using System.Text.Encodings.Web;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Styles;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Maintenance;

/// <summary>A page that says why the site does not answer, with 503. It needs neither the database nor a session.</summary>
internal static class ClosedPage
{
    /// <param name="again">When a client may ask again.</param>
    /// <param name="paragraphs">Plain text.</param>
    public static Task WriteAsync(HttpContext context, TimeSpan again, string title, string lead, params IEnumerable<string> paragraphs)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = FormattableString.Invariant($"{again.TotalSeconds:0}");
        response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments(ApiAddresses.Root))
        {
            return response.WriteAsJsonAsync(
                new ProblemDetails { Title = title, Detail = lead, Status = response.StatusCode }, options: null, "application/problem+json",
                context.RequestAborted);
        }

        var encoder = context.RequestServices.GetRequiredService<HtmlEncoder>();
        string Html(string text) => encoder.Encode(text.Typed());
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="robots" content="noindex">
              <title>{Html(title)}</title>
              <link rel="stylesheet" href="{context.RequestServices.GetRequiredService<StyleSheets>().Site}">
            </head>
            <body>
            <main class="wrap">
              <div class="error-page prose">
                <h1>{Html(title)}</h1>
                <p class="lead">{Html(lead)}</p>
                {string.Concat(paragraphs.Where(p => p.Length > 0).Select(p => $"<p>{Html(p)}</p>"))}
              </div>
            </main>
            </body>
            </html>
            """,
            context.RequestAborted);
    }
}

using CitesDesMetiers.Core.Addresses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace CitesDesMetiers.Web.Site.Api;

/// <summary>Registers the public interface for programs and its OpenAPI description.</summary>
internal static class ApiSetup
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ApiBehaviorOptions>(options => options.InvalidModelStateResponseFactory = Refusal);
        builder.Services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith(ApiAddresses.Root[1..], StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "InfoLettre",
                    Version = "v1",
                    Description =
                        "Tout ce qui a paru, en lecture seule et sans clé : numéros, actualités, rendez-vous, Cités, mouvements, recherche.",
                };
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Answers a request whose parameters cannot be read (RFC 9457).</summary>
    public static ObjectResult Refusal(ActionContext context) =>
        new(new ValidationProblemDetails(context.ModelState)
        {
            Title = "Un paramètre ne convient pas",
            Status = StatusCodes.Status400BadRequest,
        })
        {
            StatusCode = StatusCodes.Status400BadRequest,
            ContentTypes = { "application/problem+json" },
        };

    public static void MapApi(this WebApplication app) => app.MapOpenApi(ApiAddresses.Description).AllowAnonymous();
}

using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Database;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace CitesDesMetiers.Web.Site.Maintenance;

/// <summary>Says that the site is closed for a while, or that its database is away. Styles and the health of the site still answer.</summary>
internal static class MaintenanceSetup
{
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
                ? ClosedPage.WriteAsync(
                    context, TimeSpan.FromMinutes(5), "De retour bientôt", "Le site est en cours d’entretien et rouvrira dans un moment.", message,
                    "Si vous veniez d’envoyer un formulaire, il n’est pas encore parti : revenez en arrière, ce que vous avez tapé y est encore, et "
                        + "recommencez un peu plus tard.")
                : next(context));
    }

    /// <summary>Answers what needs the database while it is away. Before everything that reads it, sessions included.</summary>
    public static void UseDatabaseOutage(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (DatabaseAwayException.IsCause(e) && !context.Response.HasStarted)
            {
                context.Response.Clear();
                await ClosedPage.WriteAsync(
                    context, TimeSpan.FromSeconds(5), "Le site ne répond pas pour l’instant",
                    "Il ne peut ni lire ni enregistrer quoi que ce soit pour le moment. Cela ne dure en général que quelques instants.",
                    HttpMethods.IsGet(context.Request.Method)
                        ? "Rechargez cette page dans un moment. Ce qui était enregistré l’est toujours."
                        : "Votre envoi n’a pas été enregistré. Gardez cette page ouverte : rechargez-la dans un moment, et votre navigateur proposera de "
                            + "le renvoyer tel quel. Vous pouvez aussi revenir en arrière : ce que vous aviez saisi y est encore.");
            }
        });
}

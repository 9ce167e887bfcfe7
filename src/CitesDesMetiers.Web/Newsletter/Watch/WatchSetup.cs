using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Newsletter.Watch;

/// <summary>Registers what tells the administrators of problems of the site.</summary>
internal static class WatchSetup
{
    public static void AddWatch(this WebApplicationBuilder builder)
    {
        builder.AddValidated<WatchOptions, WatchOptionsValidation>(WatchOptions.Section);
        builder.Services.AddScoped<SystemWatch>();
        builder.Services.AddHostedService<WatchWorker>();
    }
}

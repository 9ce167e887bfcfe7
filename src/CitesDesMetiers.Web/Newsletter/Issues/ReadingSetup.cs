using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Registers the services that only the public pages need.</summary>
internal static class ReadingSetup
{
    public static void AddReadingSite(this WebApplicationBuilder builder)
    {
        builder.Services.AddMemoryCache();
        builder.Services.AddScoped<NetworkIdentity>();
        builder.Services.AddSingleton<ArchiveVisits>();
        builder.Services.AddHostedService<VisitCountWorker>();
    }
}

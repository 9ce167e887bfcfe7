using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>What the reading site needs beyond the features common to all pages.</summary>
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

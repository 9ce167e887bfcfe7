using CitesDesMetiers.Web.Subscribers.Imports;

namespace CitesDesMetiers.Web.Subscribers;

/// <summary>Import and export of subscribers.</summary>
internal static class SubscribersSetup
{
    public static void AddSubscribers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ImportIntake>();
        services.AddScoped<ImportCheck>();
        services.AddScoped<ImportExecution>();
        services.AddScoped<ImportUndoing>();
        services.AddScoped<ImportWork>();
        services.AddSingleton<ImportSignal>();
        services.AddHostedService<ImportWorker>();
        services.AddHostedService<ImportPurge>();
    }
}

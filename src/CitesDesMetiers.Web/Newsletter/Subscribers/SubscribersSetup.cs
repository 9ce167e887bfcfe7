using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Platform;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Registers the services for subscribers and their data, which pages, commands and workers share.</summary>
internal static class SubscribersSetup
{
    public static void AddSubscribers(this WebApplicationBuilder builder)
    {
        builder.AddValidated<ErasureOptions, ErasureOptionsValidation>(ErasureOptions.Section);
        builder.Services.AddSingleton<ErasureJournal>();
        builder.Services.AddScoped<Erasure>();
        builder.Services.AddSingleton<DepartureJournal>();
        builder.Services.AddSingleton<IInterceptor>(services => services.GetRequiredService<DepartureJournal>());
        builder.Services.AddScoped<Departures>();
        builder.Services.AddScoped<Retention>();
        builder.Services.AddScoped<RetentionCalendar>();
        builder.Services.AddHostedService<RetentionWorker>();
        builder.Services.AddSingleton<ProofKey>();
        builder.Services.AddScoped<ConsentProof>();
        AddImports(builder.Services);
        builder.Services.AddSingleton<FormStamp>();
        builder.Services.AddSingleton<SignUpLimits>();
        builder.Services.AddSingleton<SignUpLoad>();
        builder.Services.AddSingleton<SignUpChallenge>();
        builder.Services.AddSingleton<SubscriptionMailer>();
        builder.Services.AddScoped<SignUp>();
        builder.Services.AddScoped<SubscriptionAccess>();
        builder.Services.AddScoped<WelcomeMails>();
        builder.Services.AddScoped<AccessLinks>();
        builder.Services.AddScoped<AddressChange>();
        builder.Services.AddScoped<DataFile>();
        builder.Services.AddHostedService<PendingPurge>();
    }

    private static void AddImports(IServiceCollection services)
    {
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

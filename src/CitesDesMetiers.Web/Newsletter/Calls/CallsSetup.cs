using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>Registers the calls for news and their personal links.</summary>
internal static class CallsSetup
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
        builder.AddValidated<CallOptions, CallOptionsValidation>(CallOptions.Section);
        builder.Services.AddScoped<CallMailer>();
        builder.Services.AddScoped<CallReminders>();
        builder.Services.AddScoped<PersonalLinks>();
        builder.Services.AddHostedService<ReminderWorker>();
    }
}

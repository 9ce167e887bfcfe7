using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>Calls that ask the Cités for news, and the personal links they carry.</summary>
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

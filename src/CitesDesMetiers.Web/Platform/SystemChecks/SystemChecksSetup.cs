namespace CitesDesMetiers.Web.Platform.SystemChecks;

internal static class SystemChecksSetup
{
    /// <summary>Registers what the platform itself needs. Other rooms add the checks of theirs.</summary>
    public static void AddSystemChecks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SystemReport>();
        builder.Services.AddScoped<DatabaseCheck>();
        builder.Services.AddScoped<ISystemCheck, SettingsCheck>();
        builder.Services.AddScoped<ISystemCheck, ClockCheck>();
        builder.Services.AddScoped<ISystemCheck, FoldersCheck>();
        builder.Services.AddScoped<ISystemCheck, KeysCheck>();
    }
}

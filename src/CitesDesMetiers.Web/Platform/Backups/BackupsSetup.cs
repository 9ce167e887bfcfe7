using CitesDesMetiers.Web.Platform.SystemChecks;

namespace CitesDesMetiers.Web.Platform.Backups;

internal static class BackupsSetup
{
    public static void AddBackups(this WebApplicationBuilder builder)
    {
        builder.AddValidated<BackupOptions, BackupOptionsValidation>(BackupOptions.Section);
        builder.Services.AddScoped<BackupMaking>();
        builder.Services.AddSingleton<BackupFolder>();
        builder.Services.AddScoped<ScheduledBackups>();
        builder.Services.AddScoped<ISystemCheck, BackupCheck>();
        builder.Services.AddHostedService<BackupWorker>();
    }
}

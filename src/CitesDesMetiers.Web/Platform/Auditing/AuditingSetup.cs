namespace CitesDesMetiers.Web.Platform.Auditing;

internal static class AuditingSetup
{
    public static void AddAuditing(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.AddValidated<AuditOptions, AuditOptionsValidation>(AuditOptions.Section);
        builder.Services.AddScoped<AuditLog>();
        builder.Services.AddSingleton<AuditSealer>();
        builder.Services.AddScoped<AuditSealing>();
        builder.Services.AddScoped<AuditPurge>();
        builder.Services.AddScoped<AuditVerification>();
        builder.Services.AddSingleton<LatestAuditCheck>();
        builder.Services.AddHostedService<AuditWorker>();
        builder.Services.AddSingleton<RepeatedEvents>();
        builder.Services.AddHostedService<RepeatedEventsWorker>();
    }
}

namespace CitesDesMetiers.Web.Platform.Auditing;

internal static class AuditingSetup
{
    public static void AddAuditing(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<AuditLog>();
        builder.Services.AddSingleton<RepeatedEvents>();
        builder.Services.AddHostedService<RepeatedEventsWorker>();
    }
}

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Registers the reading of documents.</summary>
internal static class DocumentsSetup
{
    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DocumentIntake>();
        builder.Services.AddScoped<DocumentWork>();
        builder.Services.AddSingleton<DocumentWorker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DocumentWorker>());
        builder.Services.AddHostedService<DocumentPurge>();
    }
}

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>Registers the editing and the workflow of news.</summary>
internal static class NewsSetup
{
    public static void AddNews(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<NewsWorkflow>();
        builder.Services.AddScoped<NewsWriting>();
        builder.Services.AddScoped<CallAnswers>();
    }
}

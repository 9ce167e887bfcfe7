namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>Writing news, and its way into an issue.</summary>
internal static class NewsSetup
{
    public static void AddNews(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<NewsWorkflow>();
        builder.Services.AddScoped<NewsWriting>();
        builder.Services.AddScoped<CallAnswers>();
    }
}

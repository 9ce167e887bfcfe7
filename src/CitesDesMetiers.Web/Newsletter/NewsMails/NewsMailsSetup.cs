using CitesDesMetiers.Sending.Returns;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>Registers the taking of news by mail.</summary>
internal static class NewsMailsSetup
{
    public static void AddNewsMails(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<INewsMails, NewsMailIntake>();
        builder.Services.AddScoped<NewsMailAnswers>();
        builder.Services.AddHostedService<MailedNewsPurge>();
    }
}

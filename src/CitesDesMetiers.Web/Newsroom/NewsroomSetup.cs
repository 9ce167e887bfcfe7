using CitesDesMetiers.Web.Features.Contribution;
using CitesDesMetiers.Web.Hosting;

namespace CitesDesMetiers.Web.Newsroom;

/// <summary>What correspondents and editors share: writing news, its way into an issue, the calls that ask for it.</summary>
internal static class NewsroomSetup
{
    public static void AddNewsroom(this WebApplicationBuilder builder)
    {
        builder.AddValidated<CallOptions, CallOptionsValidation>(CallOptions.Section);
        builder.Services.AddScoped<NewsWay>();
        builder.Services.AddScoped<NewsWriting>();
        builder.Services.AddScoped<CallAnswers>();
        builder.Services.AddScoped<CallMailer>();
        builder.Services.AddScoped<CallReminders>();
        builder.Services.AddScoped<PersonalLinks>();
        builder.Services.AddHostedService<ReminderWorker>();
    }
}

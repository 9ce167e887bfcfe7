namespace CitesDesMetiers.Web.Newsroom;

/// <summary>What correspondents and editors share: writing news, its way into an issue, the calls that ask for it.</summary>
internal static class NewsroomSetup
{
    public static void AddNewsroom(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<NewsWay>();
        builder.Services.AddScoped<NewsWriting>();
    }
}

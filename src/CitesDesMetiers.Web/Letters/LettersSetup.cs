namespace CitesDesMetiers.Web.Letters;

internal static class LettersSetup
{
    public static void AddLetters(this WebApplicationBuilder builder) => builder.Services.AddSingleton<MailRenderer>();
}

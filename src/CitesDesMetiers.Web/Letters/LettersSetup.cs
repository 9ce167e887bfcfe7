namespace CitesDesMetiers.Web.Letters;

internal static class LettersSetup
{
    public static void AddLetters(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ComponentRenderer>();
        builder.Services.AddSingleton<EditionMail>();
        builder.Services.AddSingleton<ConfirmationMail>();
        builder.Services.AddSingleton<DigestMail>();
        builder.Services.AddSingleton<CallMail>();
        builder.Services.AddSingleton<PasswordMail>();
        builder.Services.AddSingleton<RenewalMail>();
        builder.Services.AddSingleton<QuarterlyMail>();
        builder.Services.AddSingleton<SubscriptionMail>();
    }
}

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

internal static class SubscriptionSetup
{
    public static void AddSubscription(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FormStamp>();
        builder.Services.AddSingleton<SignUpLimits>();
        builder.Services.AddSingleton<SignUpLoad>();
        builder.Services.AddSingleton<SignUpChallenge>();
        builder.Services.AddScoped<SignUp>();
        builder.Services.AddScoped<SubscriptionAccess>();
        builder.Services.AddScoped<AccessLinks>();
        builder.Services.AddScoped<AddressChange>();
        builder.Services.AddScoped<DataFile>();
        builder.Services.AddHostedService<PendingPurge>();
    }
}

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Registers the reading of returned mail. Its workers are hosted services, which only the <c>serve</c> command starts.</summary>
internal static class ReturnsSetup
{
    public static void AddReturns(this IServiceCollection services)
    {
        services.AddSingleton<MailboxTimeLimits>();
        services.AddSingleton<Mailboxes>();
        services.AddSingleton<NewsMailReading>();
        services.AddSingleton<ReturnRound>();
        services.AddScoped<ReturnEffects>();
        services.AddSingleton<ReturnWatch>();
        services.AddHostedService(services => services.GetRequiredService<ReturnWatch>());
        services.AddHostedService<ReturnWorker>();
        services.AddHostedService<RefusedDeliveries>();
        services.AddHostedService<SentMails>();
    }
}

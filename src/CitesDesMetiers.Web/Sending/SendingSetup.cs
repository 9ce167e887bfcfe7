using CitesDesMetiers.Web.Features.Desk.Outbox;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>The sending engine. Its workers are hosted services: only the <c>serve</c> command starts them.</summary>
internal static class SendingSetup
{
    public static void AddSending(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IConfigureOptions<MailOptions>, MailOptionsReader>();
        services.AddOptions<MailOptions>().ValidateOnStart();
        services.AddSingleton<SmtpTimeLimits>();
        services.AddTransient<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.Transport is MailTransportKind.Smtp
                ? ActivatorUtilities.CreateInstance<SmtpTransport>(provider)
                : ActivatorUtilities.CreateInstance<OutboxTransport>(provider));

        services.AddSingleton<OutboxFolder>();
        services.AddSingleton<RelayGate>();
        services.AddSingleton<RelaySize>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<DispatchBreaker>();
        services.AddSingleton<NewsletterMessage>();
        services.AddSingleton<NewsletterTemplates>();
        services.AddSingleton<DeliveryClaims>();
        services.AddSingleton<DispatchSender>();
        services.AddSingleton<Dispatching>();
        services.AddSingleton<TransactionalMailer>();
        services.AddScoped<TestSend>();
        services.AddHostedService<DispatchWorker>();
        services.AddHostedService<TransactionalWorker>();
    }
}

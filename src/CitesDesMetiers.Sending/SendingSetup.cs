using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending;

/// <summary>Registers the sending engine. Its workers are hosted services, which only the <c>serve</c> command starts.</summary>
public static class SendingSetup
{
    public static void AddSending(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IConfigureOptions<MailOptions>, MailOptionsReader>();
        services.AddOptions<MailOptions>().ValidateOnStart();
        services.AddSingleton<DeskMail>();
        services.AddSingleton<IOptions<MailOptions>, CurrentMail>();
        services.AddHostedService<DeskMailWorker>();
        services.AddSingleton<SmtpTimeLimits>();
        services.AddTransient<OutboxTransport>();
        services.AddSingleton<MissingRelay>();
        services.AddSingleton<OutboxFolder>();
        services.AddSingleton<Relays>();
        services.AddSingleton<RelaySize>();
        services.AddSingleton<RelayTrial>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<DispatchCircuitBreaker>();
        services.AddSingleton<NewsletterMessage>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<NewsletterTemplates>();
        services.AddSingleton<DatabaseWriteLock>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<SendingMeter>();
        services.AddSingleton<LeaseRecovery>();
        services.AddSingleton<SendingQuotas>();
        services.AddScoped<OutboundLock>();
        services.AddSingleton<DomainLimits>();
        services.AddSingleton<DeliveryClaims>();
        services.AddSingleton<DispatchSender>();
        services.AddSingleton<Dispatching>();
        services.AddSingleton<DispatchProgress>();
        services.AddSingleton<DispatchOutcomes>();
        services.AddScoped<DispatchSteps>();
        services.AddScoped<Retrying>();
        services.AddScoped<Resending>();
        services.AddSingleton<TransactionalMailer>();
        services.AddScoped<TestSend>();
        services.AddHostedService<DispatchWorker>();
        services.AddHostedService<TransactionalWorker>();
        services.AddReturns();
    }
}

using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Registers the checks of the DNS records that receivers look up about our mails.</summary>
public static class DomainChecksSetup
{
    public static void AddDomainChecks(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<DnsOptions>, DnsOptionsValidation>();
        services.AddOptions<DnsOptions>().BindConfiguration(DnsOptions.Section).ValidateOnStart();
        services.AddSingleton<DomainCheckLimits>();
        services.AddSingleton<DnsLookups>();
        services.AddSingleton<RelayAddresses>();
        services.AddSingleton<SpfCheck>();
        services.AddSingleton<DkimCheck>();
        services.AddSingleton<DmarcCheck>();
        services.AddSingleton<MxCheck>();
        services.AddSingleton<TlsCheck>();
        services.AddSingleton<PolicyCheck>();
        services.AddSingleton<SendingDomain>();
    }
}

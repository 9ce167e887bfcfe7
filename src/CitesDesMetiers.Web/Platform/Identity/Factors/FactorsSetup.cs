using CitesDesMetiers.Core.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Registers passkeys, codes of an application and recovery codes.</summary>
internal static class FactorsSetup
{
    public static void AddFactors(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IdentityPasskeyOptions>()
            .Configure<IOptions<SiteOptions>>((passkeys, site) => PasskeyCeremonies.Configure(passkeys, site.Value));
        builder.AddValidated<AccountOptions, AccountOptionsValidation>(AccountOptions.Section).PostConfigure(accounts =>
        {
            if (accounts.RequireSecondFactor.Length == 0)
            {
                accounts.RequireSecondFactor = builder.Environment.IsDevelopment() ? AccountOptions.Never : AccountOptions.DefaultDays;
            }
        });
        builder.Services.Configure<MvcOptions>(options => options.Filters.Add<SecondFactorGate>());
        builder.Services.AddScoped<SecondFactorTerm>();
        builder.Services.AddSingleton<StateCookies>();
        builder.Services.AddScoped<SecondFactors>();
        builder.Services.AddScoped<RecoveryCodes>();
        builder.Services.AddScoped<PendingSignIns>();
        builder.Services.AddScoped<PasskeyCeremonies>();
    }
}

using CitesDesMetiers.Core.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Registers the typed options and validates them at start. A wrong value stops the start with its key and the allowed values.</summary>
internal static class OptionsSetup
{
    public const string DefaultUrl = "http://localhost:5080";

    public static void AddSiteOptions(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.AddValidated<SiteOptions, SiteOptionsValidation>(SiteOptions.Section).PostConfigure(site =>
        {
            if (site.PublicUrl.Length == 0 && builder.Environment.IsDevelopment())
            {
                var first = builder.Configuration["Urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? DefaultUrl;
                site.PublicUrl = first.Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
                    .Replace("://[::]", "://localhost", StringComparison.Ordinal)
                    .Replace("://*", "://localhost", StringComparison.Ordinal)
                    .Replace("://+", "://localhost", StringComparison.Ordinal)
                    .TrimEnd('/');
            }
        });
    }

    public static OptionsBuilder<TOptions> AddValidated<TOptions, TValidation>(this WebApplicationBuilder builder, string section)
        where TOptions : class
        where TValidation : class, IValidateOptions<TOptions>
    {
        builder.Services.AddSingleton<IValidateOptions<TOptions>, TValidation>();
        return builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}

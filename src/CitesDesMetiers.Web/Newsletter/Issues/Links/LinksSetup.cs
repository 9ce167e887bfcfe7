using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Registers the link check.</summary>
internal static class LinksSetup
{
    public static void AddLinkCheck(this WebApplicationBuilder builder)
    {
        builder.AddValidated<LinkCheckOptions, LinkCheckOptionsValidation>(LinkCheckOptions.Section);
        builder.Services.AddSingleton<LinkLimits>();
        builder.Services.AddSingleton<LinkSignal>();
        builder.Services.AddSingleton<LinkVisitor>();
        builder.Services.AddScoped<LinkChecker>();
        builder.Services.AddHostedService<LinkWorker>();
    }
}

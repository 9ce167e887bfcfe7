using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>Registers the calls to other programs at each publication.</summary>
internal static class WebhooksSetup
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.AddValidated<WebhookOptions, WebhookOptionsValidation>(WebhookOptions.Section);
        builder.Services.AddSingleton<WebhookSecrets>();
        builder.Services.AddScoped<WebhookEvents>();
        builder.Services.AddSingleton<WebhookClient>();
        builder.Services.AddScoped<WebhookCalling>();
        builder.Services.AddHostedService<WebhookWorker>();
    }
}

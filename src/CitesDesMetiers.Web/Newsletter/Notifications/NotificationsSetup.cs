using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Newsletter.Notifications;

/// <summary>Registers the notifications by mail.</summary>
internal static class NotificationsSetup
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.AddValidated<NotificationOptions, NotificationOptionsValidation>(NotificationOptions.Section);
        builder.Services.AddScoped<Notifier>();
        builder.Services.AddScoped<Digests>();
        builder.Services.AddHostedService<DigestWorker>();
    }
}

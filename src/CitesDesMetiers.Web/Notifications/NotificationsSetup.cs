namespace CitesDesMetiers.Web.Notifications;

/// <summary>Telling people by mail what concerns them.</summary>
internal static class NotificationsSetup
{
    public static void AddNotifications(this WebApplicationBuilder builder) => builder.Services.AddScoped<Notifier>();
}

using CitesDesMetiers.Core.Addresses;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CitesDesMetiers.Web.Platform.Health;

/// <summary>
/// Tells service managers, load balancers and people whether the site works. Each gets one word, because anybody may ask; the log has the
/// reason.
/// </summary>
internal static class HealthSetup
{
    /// <summary>Less than the usual time-out of those who ask.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.AddValidated<HealthOptions, HealthOptionsValidation>(HealthOptions.Section);
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: Patience)
            .AddCheck<DiskHealth>("disk", timeout: Patience);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(SiteAddresses.HealthLive, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(SiteAddresses.HealthReady).AllowAnonymous();
        app.MapHealthChecks(SiteAddresses.Health, new HealthCheckOptions { ResponseWriter = WriteInFrenchAsync }).AllowAnonymous();
    }

    private static Task WriteInFrenchAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Status is HealthStatus.Unhealthy ? "Indisponible" : "Disponible", context.RequestAborted);
    }
}

using CitesDesMetiers.Core.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Reports healthy when the database answers a query.</summary>
internal sealed class DatabaseHealth(NewsletterContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}

using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CitesDesMetiers.Web.Platform.Health;

/// <summary>Reports healthy when the database answers and has the schema of this version.</summary>
internal sealed class DatabaseHealth(NewsletterContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).FirstOrDefault() is { } missing)
        {
            return HealthCheckResult.Unhealthy($"The database lacks the migration {missing}.");
        }

        return await DatabaseProvider.Of(db.Database).AdviceAsync(db.Database, cancellationToken) is { } statement
            ? HealthCheckResult.Degraded($"Readers wait for writers. Run once, while the site is stopped: {statement}")
            : HealthCheckResult.Healthy();
    }
}

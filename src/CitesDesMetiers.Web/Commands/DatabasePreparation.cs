using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands;

/// <summary>What the database needs before a command works on it.</summary>
internal static class DatabasePreparation
{
    /// <summary>A schema this version knows nothing of is left as it is: migrating it would fail half-way, or lose what it holds.</summary>
    /// <exception cref="StartRefusedException">The database was made by a newer version, or by one before 0.1.0.</exception>
    public static async Task RefuseUnknownSchemaAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        var unknown = (await database.GetAppliedMigrationsAsync(cancellation)).Except(database.GetMigrations()).FirstOrDefault();
        if (unknown is not null)
        {
            throw new StartRefusedException(
                $"The database was made by another version of the site (migration \"{unknown}\"), and was left as it is. "
                + "Start the version it belongs to, or name another database in ConnectionStrings:Newsletter.");
        }
    }

    /// <summary>Brings the schema up to date where the provider does so by itself; elsewhere says which command does.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var database = db.Database;
        var provider = DatabaseProvider.Of(database);
        await RefuseUnknownSchemaAsync(database, cancellation);
        if (provider.MigratesAtStart)
        {
            // A process killed while it migrates leaves a lock that others wait for without end: take it for a reason only.
            if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                await database.MigrateAsync(cancellation);
            }

            await provider.PrepareAsync(database, cancellation);
        }
        else if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            throw new StartRefusedException("The database is behind this version of the site. Run the command \"migrate\" first.");
        }

        var site = scope.ServiceProvider.GetRequiredService<IOptions<SiteOptions>>().Value;
        await TaggingEntities.FixAsync(db, site, scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancellation);
        await SearchFilling.RunAsync(db, cancellation);

        // Before anything is sent or taken out: an older copy of the database may have been put back.
        await scope.ServiceProvider.GetRequiredService<Erasure>().ReplayAsync(cancellation);
    }
}

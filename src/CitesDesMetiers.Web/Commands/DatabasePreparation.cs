using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Platform.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands;

/// <summary>Prepares the database before a command uses it.</summary>
internal static class DatabasePreparation
{
    /// <summary>Refuses a schema that this version does not know. A migration could fail midway or lose data.</summary>
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

    /// <summary>Migrates the schema if the provider does so automatically. Otherwise refuses and names the command to run.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var database = db.Database;
        var provider = DatabaseProvider.Of(database);
        await RefuseUnknownSchemaAsync(database, cancellation);
        if (provider.MigratesAtStart)
        {
            if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                await provider.MigrateAsync(database, cancellation);
            }

            await provider.PrepareAsync(database, cancellation);
        }
        else if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            throw new StartRefusedException("The database is behind this version of the site. Run the command \"migrate\" first.");
        }

        // Before anything reads a key: a wrong root must not make new ones.
        await scope.ServiceProvider.GetRequiredService<KeyWrapping>().RunAsync(cancellation);

        await scope.ServiceProvider.GetRequiredService<DeskMail>().ReadAsync(db, cancellation);

        var site = scope.ServiceProvider.GetRequiredService<IOptions<SiteOptions>>().Value;
        await TaggingEntities.FixAsync(db, site, scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancellation);
        await SearchFilling.RunAsync(db, cancellation);
        await SearchIndexFilling.RunAsync(db, cancellation);

        // A backup may have been restored. Erase those people again, and end those subscriptions, before any mail is sent or data is exported.
        await scope.ServiceProvider.GetRequiredService<Erasure>().ReplayAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<Departures>().ReplayAsync(cancellation);
    }
}

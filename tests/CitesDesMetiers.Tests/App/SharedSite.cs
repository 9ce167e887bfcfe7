using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Personal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// One site for all cases of a class, because starting one takes longer than most cases. Each case finds the database as the first did.
/// Cases that send an issue need a site of their own: the engine goes on after the case, and remembers dispatches by their number.
/// </summary>
public class SharedSite<TSite> : IAsyncDisposable
    where TSite : SiteFactory, new()
{
    private readonly SqliteConnection kept = new("Data Source=:memory:");
    private TSite? site;

    /// <returns>The site, as its own preparation left it.</returns>
    public async Task<TSite> FreshAsync()
    {
        if (site is not null && TestDatabase.IsFollowed)
        {
            await RestoreAsync(site);
            return site;
        }

        // A copy is simple on SQLite only. On SQL Server each case has a new site.
        await StopAsync();
        site = new TSite();
        await PrepareAsync(site);
        if (TestDatabase.IsFollowed)
        {
            await kept.OpenAsync();
            await using var database = await OpenAsync(site);
            database.BackupDatabase(kept);
        }

        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await kept.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a site adds to its database on first use and then keeps in memory must be in the copy.</summary>
    private static async Task PrepareAsync(TSite site)
    {
        if (site is IAsyncLifetime prepared)
        {
            await prepared.InitializeAsync();
        }

        await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        using var client = site.CreateSiteClient();
        await client.GetAsync("/connexion");
        await site.WithDatabaseAsync(async db =>
        {
            if (!await db.SiteVersions.AnyAsync())
            {
                db.Add(new SiteVersion());
                await db.SaveChangesAsync();
            }
        });
    }

    private async Task RestoreAsync(TSite used)
    {
        await MailsHaveGoneAsync(used);
        await using (var database = await OpenAsync(used))
        {
            kept.BackupDatabase(database);
        }

        // A new version, so that no page kept for an earlier case is shown.
        await used.WithDatabaseAsync(async db =>
        {
            (await db.SiteVersions.SingleAsync()).Renew();
            await db.SaveChangesAsync();
        });
        ((MemoryCache)used.Services.GetRequiredService<IMemoryCache>()).Clear();
        if (Directory.Exists(used.Outbox))
        {
            Directory.Delete(used.Outbox, recursive: true);
        }
    }

    /// <summary>A mail on its way would be written into the outbox of the next case, or while that is deleted.</summary>
    private static Task MailsHaveGoneAsync(TSite used)
    {
        var clock = used.Services.GetRequiredService<TimeProvider>();
        used.Services.GetRequiredService<TransactionalMailer>().Wake();
        return Eventually.TrueAsync(
            () => used.WithDatabaseAsync(async db =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                return !await db.OutgoingMails.AnyAsync(m => m.NextAttemptAt <= now);
            }),
            "the mails of the case before had gone");
    }

    private static async Task<SqliteConnection> OpenAsync(TSite site)
    {
        var database = new SqliteConnection(site.Connection);
        await database.OpenAsync();
        await using var patience = database.CreateCommand();
        patience.CommandText = "PRAGMA busy_timeout = 60000";
        await patience.ExecuteNonQueryAsync();
        return database;
    }

    private async Task StopAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
            site = null;
        }
    }
}

/// <inheritdoc/>
public sealed class SharedSite : SharedSite<SiteFactory>;

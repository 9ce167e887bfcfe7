using System.Net;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Architecture;
using CitesDesMetiers.Web.Platform.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>
/// The database of a site of 0.1.0 as that version left it (its demonstration, with one issue sent to twelve subscribers): every later version
/// takes it over.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    /// <summary>The link to leave in a mail that 0.1.0 sent.</summary>
    private const string Link = "/desinscription/9MpgOkuIRvuKxEiUUUifKHhSpyPMGdBUh_LpQhzy_KA";

    private static readonly Lazy<string> Script = new(
        () => File.ReadAllText(Path.Combine(Sources.Root, "tests", "CitesDesMetiers.Tests", "Commands", "database-0.1.0.sql")));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infolettre-test-");

    public UpgradeTests() => Execute(Script.Value);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder.FullName, "site.db");

    [Fact]
    public async Task Migrate_brings_it_to_this_version_and_its_pages_and_links_answer()
    {
        var before = await CountAsync(Database);

        await AssertMigratesAsync();

        await AssertWholeAsync(before);
    }

    [Fact]
    public async Task A_backup_in_rows_of_it_is_restored_by_this_version()
    {
        var before = await CountAsync(Database);
        var backup = Path.Combine(folder.FullName, "sauvegarde.zip");
        await using (var db = SqliteCopy.Open(Database))
        {
            await new BackupMaking(db, TimeProvider.System).MakeAsync(backup, key: null, isPortable: true, Cancel);
        }

        File.Delete(Database);
        var (code, _, errors) = await CommandInProcess.RunAsync(folder.FullName, "restore", backup, "--yes");
        Assert.Equal((0, ""), (code, errors));

        await AssertWholeAsync(before with { Audits = before.Audits + 1 });
    }

    [Fact]
    public async Task A_migration_killed_in_the_middle_is_finished_by_the_next_one()
    {
        const string Applied = """SELECT count(*) FROM "__EFMigrationsHistory";""";
        var (before, first) = (await CountAsync(Database), await ScalarAsync(Applied));
        using (var migration = WebProcess.Start(["migrate", .. WebProcess.Over(folder.FullName)]))
        {
            while (!migration.HasExited && await ScalarAsync(Applied) == first)
            {
                // Without a pause: all migrations together take half a second.
            }

            migration.Kill();
            await migration.WaitForExitAsync(Cancel);
        }

        var done = await ScalarAsync(Applied);
        Assert.Equal(1, await ScalarAsync("""SELECT count(*) FROM "__EFMigrationsLock";"""));

        await AssertMigratesAsync();

        Assert.InRange(done, first + 1, await ScalarAsync(Applied) - 1);
        await AssertWholeAsync(before);
    }

    [Fact]
    public async Task A_program_refuses_the_database_of_a_later_one()
    {
        Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '99.0.0');""");

        var (code, _, errors) = await CommandInProcess.RunAsync(folder.FullName, "migrate");

        Assert.Equal(2, code);
        Assert.StartsWith(
            "The site did not start: The database was made by another version of the site (migration \"20990101000000_Later\"), and was left as it is.",
            errors, StringComparison.Ordinal);
        Assert.Equal(2, await ScalarAsync("""SELECT count(*) FROM "__EFMigrationsHistory";"""));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<Figures> CountAsync(string database)
    {
        await using var db = SqliteCopy.Open(database);
        return new(
            await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM Subscribers").SingleAsync(Cancel),
            await db.ConsentEvents.CountAsync(Cancel),
            await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM Editions").SingleAsync(Cancel),
            await db.Deliveries.CountAsync(Cancel),
            await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM News").SingleAsync(Cancel),
            await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM AuditEntries").SingleAsync(Cancel));
    }

    private async Task AssertMigratesAsync()
    {
        var (code, output, errors) = await CommandInProcess.RunAsync(folder.FullName, "migrate");
        Assert.Equal((0, "The database is up to date.", ""), (code, output.Trim(), errors));
    }

    private async Task AssertWholeAsync(Figures before)
    {
        Assert.Equal(before, await CountAsync(Database));
        await using var site = new SiteFactory();
        site.Settings["Database:Provider"] = "Sqlite";
        site.Settings["ConnectionStrings:Newsletter"] = $"Data Source={Database};Pooling=False";
        using var client = site.CreateSiteClient();

        var left = await LeftAsync();
        Assert.Contains("Des livres vivants", await client.GetStringAsync("/numeros/44-decembre-2026", Cancel), StringComparison.Ordinal);
        using var leaving = await client.PostAsync(Link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel);
        Assert.Equal(HttpStatusCode.OK, leaving.StatusCode);
        Assert.Equal(left + 1, await LeftAsync());
    }

    private Task<long> LeftAsync() => ScalarAsync($"""SELECT count(*) FROM "Subscribers" WHERE "State" = '{SubscriberState.Unsubscribed}';""");

    private void Execute(string statements)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    private async Task<long> ScalarAsync(string query)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private sealed record Figures(int Subscribers, int Proofs, int Editions, int Deliveries, int News, int Audits);
}

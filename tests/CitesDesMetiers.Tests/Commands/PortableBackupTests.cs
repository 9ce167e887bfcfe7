using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Commands.Backups;
using CitesDesMetiers.Web.Platform.Backups;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>Every row of the demonstration, which has some in most tables, moves from one database to another and stays what it was.</summary>
public sealed class PortableBackupTests : IAsyncLifetime
{
    /// <summary>What a restore writes: the lock, its entry in the audit log, and the tables' own bookkeeping.</summary>
    private static readonly string[] Written = ["SendingQuotas", "AuditEntries", "__EFMigrationsHistory"];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("infolettre-test-");
    private readonly SqlConnectionStringBuilder server = new(Environment.GetEnvironmentVariable("TEST_DATABASE_CONNECTION"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Origin => root.CreateSubdirectory("origin").FullName;

    private string Elsewhere => root.CreateSubdirectory("elsewhere").FullName;

    private string Backup => Path.Combine(root.FullName, "sauvegarde.zip");

    public async ValueTask InitializeAsync()
    {
        server.InitialCatalog += $"_{Guid.NewGuid():N}";
        await RunAsync(Origin, "demo", "--subscribers=40");
        await RunAsync(Origin, "backup", Backup, "--portable");
    }

    /// <summary>The database of the run is SQLite, or the server that TEST_DATABASE_CONNECTION names.</summary>
    [Fact]
    public async Task From_SQLite_to_the_database_of_the_run_and_back_not_a_byte_differs()
    {
        var (second, between) = (Path.Combine(root.FullName, "retour.zip"), Between());
        try
        {
            await RunAsync(Elsewhere, ["restore", Backup, "--yes", .. between]);
            if (!TestDatabase.IsFollowed)
            {
                await ExecuteAsync("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON");
            }

            await RunAsync(Elsewhere, ["backup", second, "--portable", .. between]);
            await RunAsync(Elsewhere, "restore", second, "--yes");

            await AssertSameAsync();
        }
        finally
        {
            if (!TestDatabase.IsFollowed)
            {
                await ExecuteAsync(
                    $"USE [master]; ALTER DATABASE [{server.InitialCatalog}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{server.InitialCatalog}]");
            }
        }
    }

    /// <summary>What a server goes through, on SQLite: there the file would take the place of an empty one.</summary>
    [Fact]
    public async Task A_database_that_is_not_replaced_is_filled_only_while_it_is_empty()
    {
        await using var db = SqliteCopy.Open(Path.Combine(Elsewhere, "site.db"));
        await db.Database.MigrateAsync(Cancel);
        using var backup = await BackupFile.OpenAsync(Backup, key: null, Cancel);

        await Restoring.ToServerAsync(db, backup, Cancel);

        await AssertSameAsync();
        Assert.True(await new OutboundLock(db).IsLockedAsync(Cancel));
        var again = await Assert.ThrowsAsync<BackupRefusedException>(() => Restoring.ToServerAsync(db, backup, Cancel));
        Assert.StartsWith("The database holds data already, and was left as it is.", again.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task RunAsync(string folder, params string[] words)
    {
        var (code, _, errors) = await CommandInProcess.RunAsync(folder, words);
        Assert.Equal((0, ""), (code, errors));
    }

    private string[] Between() => TestDatabase.IsFollowed
        ? [$"--ConnectionStrings:Newsletter=Data Source={Path.Combine(root.FullName, "between.db")}"]
        : ["--Database:Provider=SqlServer", $"--ConnectionStrings:Newsletter={server.ConnectionString}"];

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new SqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task AssertSameAsync()
    {
        var (before, after) = (await SqliteRows.OfAsync(Origin), await SqliteRows.OfAsync(Elsewhere));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.True(before.Count(t => t.Value.Count > 0) > 25, "The demonstration fills too few tables for this test.");
        foreach (var (table, rows) in before.Where(t => !Written.Contains(t.Key)))
        {
            Assert.Equal(rows, after[table]);
        }

        await using var db = SqliteCopy.Open(Path.Combine(Elsewhere, "site.db"));
        Assert.True(await db.IsWholeAsync(Cancel));

        // SQLite compares the index of the search, which triggers filled, with the texts, and fails if they differ.
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "SearchWords" ("SearchWords", "rank") VALUES ('integrity-check', 1)""", Cancel);
    }
}

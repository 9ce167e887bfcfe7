using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Respawn;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// The database of one <see cref="SiteFactory"/>: a SQLite file followed by a <see cref="Shadow"/>, or, where
/// TEST_DATABASE_PROVIDER is SqlServer, a database on the server that TEST_DATABASE_CONNECTION names, followed by a number. Sites that follow each
/// other use the same one, emptied: making one takes seconds. Its login must be allowed to create databases.
/// </summary>
internal sealed class TestDatabase
{
    /// <summary>An empty, migrated file: made once a run instead of migrated for every site.</summary>
    private static readonly Lazy<byte[]> SqliteTemplate = new(MakeSqliteTemplate);

    private static readonly ConcurrentDictionary<string, TestDatabase> ByFolder = new();
    private static readonly ConcurrentBag<string> Emptied = [];
    private static int made;

    private readonly Shadow shadow = new();

    private TestDatabase(DatabaseProvider provider, string connection)
    {
        Provider = provider;
        Connection = connection;
    }

    /// <summary>Whether sites run on SQLite with a shadow.</summary>
    public static bool IsFollowed { get; } = Environment.GetEnvironmentVariable("TEST_DATABASE_PROVIDER") != DatabaseProvider.SqlServer.Name;

    public DatabaseProvider Provider { get; }
    public string Connection { get; }

    public static TestDatabase Create(string folder)
    {
        if (!IsFollowed)
        {
            var taken = Emptied.TryTake(out var connection)
                ? new TestDatabase(DatabaseProvider.SqlServer, connection)
                : MakeOnServer(Interlocked.Increment(ref made));
            return ByFolder[folder] = taken;
        }

        return new TestDatabase(DatabaseProvider.Sqlite, CreateSqlite(folder));
    }

    /// <summary>The settings under which a process shares the database of a site.</summary>
    /// <param name="folder">Of the site, or of a file of SQLite without one.</param>
    public static string[] SettingsIn(string folder) =>
        ByFolder.TryGetValue(folder, out var database)
            ? [$"--Database:Provider={database.Provider.Name}", $"--ConnectionStrings:Newsletter={database.Connection}"]
            : [$"--ConnectionStrings:Newsletter=Data Source={Path.Combine(folder, "site.db")}"];

    /// <returns>The connection to a new, empty file in the folder.</returns>
    public static string CreateSqlite(string folder)
    {
        var file = Path.Combine(folder, "site.db");
        File.WriteAllBytes(file, SqliteTemplate.Value);
        return $"Data Source={file}";
    }

    /// <summary>Has the site's context followed.</summary>
    public void Follow(DbContextOptionsBuilder options)
    {
        if (IsFollowed)
        {
            shadow.Attach(options);
        }
    }

    /// <summary>Ends its use by a site.</summary>
    /// <exception cref="SqlServerFaultException">Something the site did would fail on SQL Server.</exception>
    public async Task ReleaseAsync()
    {
        if (IsFollowed)
        {
            using var pooled = new SqliteConnection(Connection);
            SqliteConnection.ClearPool(pooled);
        }
        else
        {
            await EmptyAsync();
            Emptied.Add(Connection);
        }

        shadow.ThrowIfFaulty();
    }

    /// <summary>Makes a database, or takes that of an earlier run. Migrations add no rows, so an empty one is as they leave it.</summary>
    private static TestDatabase MakeOnServer(int number)
    {
        var server = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_DATABASE_CONNECTION"));
        server.InitialCatalog = $"{server.InitialCatalog}_{number}";
        var database = new TestDatabase(DatabaseProvider.SqlServer, server.ConnectionString);
        database.With(context => context.Database.Migrate());
        database.EmptyAsync().GetAwaiter().GetResult();
        return database;
    }

    private async Task EmptyAsync()
    {
        await using var connection = new SqlConnection(Connection);
        await connection.OpenAsync();
        var emptying = await Respawner.CreateAsync(
            connection, new RespawnerOptions { DbAdapter = DbAdapter.SqlServer, TablesToIgnore = ["__EFMigrationsHistory"], WithReseed = true });
        await emptying.ResetAsync(connection);
    }

    private static byte[] MakeSqliteTemplate()
    {
        var file = Path.GetTempFileName();
        try
        {
            new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False").With(context => context.Database.Migrate());
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void With(Action<NewsletterContext> work)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        Provider.Configure(options, Connection);
        using var context = new NewsletterContext(options.Options);
        work(context);
    }
}

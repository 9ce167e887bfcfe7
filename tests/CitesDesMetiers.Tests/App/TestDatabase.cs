using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// The database of one <see cref="SiteFactory"/>: a SQLite file followed by a <see cref="Shadow"/>, or, where
/// TEST_DATABASE_PROVIDER is SqlServer, a database of its own on the server that TEST_DATABASE_CONNECTION names. Its login
/// must be allowed to create and drop databases.
/// </summary>
internal sealed class TestDatabase
{
    /// <summary>An empty, migrated file: made once a run instead of migrated for every site.</summary>
    private static readonly Lazy<byte[]> SqliteTemplate = new(MakeSqliteTemplate);

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
            var server = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_DATABASE_CONNECTION"));
            server.InitialCatalog = $"{server.InitialCatalog}_{Guid.NewGuid():N}";
            var created = new TestDatabase(DatabaseProvider.SqlServer, server.ConnectionString);
            created.With(context => context.Database.Migrate());
            return created;
        }

        return new TestDatabase(DatabaseProvider.Sqlite, CreateSqlite(folder));
    }

    /// <returns>The connection to a new, empty file in the folder.</returns>
    public static string CreateSqlite(string folder)
    {
        var file = Path.Combine(folder, "site.db");
        File.WriteAllBytes(file, SqliteTemplate.Value);
        return SqliteConnection(file);
    }

    /// <summary>Has the site's context followed.</summary>
    public void Follow(DbContextOptionsBuilder options)
    {
        if (IsFollowed)
        {
            shadow.Attach(options);
        }
    }

    /// <exception cref="SqlServerFaultException">Something the site did would fail on SQL Server.</exception>
    public void Drop()
    {
        if (!IsFollowed)
        {
            With(context => context.Database.EnsureDeleted());
        }

        shadow.ThrowIfFaulty();
    }

    private static byte[] MakeSqliteTemplate()
    {
        var file = Path.GetTempFileName();
        try
        {
            new TestDatabase(DatabaseProvider.Sqlite, SqliteConnection(file)).With(context => context.Database.Migrate());
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string SqliteConnection(string file) => $"Data Source={file};Pooling=False";

    private void With(Action<NewsletterContext> work)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        Provider.Configure(options, Connection);
        using var context = new NewsletterContext(options.Options);
        work(context);
    }
}

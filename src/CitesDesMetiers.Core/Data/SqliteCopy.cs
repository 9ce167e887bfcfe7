using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

/// <summary>A copy of an SQLite database in one file that nobody else has open, as a backup holds it.</summary>
public static class SqliteCopy
{
    /// <summary>Writes a copy by SQLite's online backup: the site may write meanwhile, and the copy is of one moment.</summary>
    public static async Task WriteAsync(DatabaseFacade database, string file, CancellationToken cancellation)
    {
        await database.OpenConnectionAsync(cancellation);
        await using var target = new SqliteConnection(ConnectionTo(file));
        await target.OpenAsync(cancellation);
        ((SqliteConnection)database.GetDbConnection()).BackupDatabase(target);
        await ScalarAsync(target, "PRAGMA journal_mode = DELETE", cancellation);
    }

    /// <summary>Opens a copy. Disposing the context closes the file, so that it can be moved.</summary>
    public static NewsletterContext Open(string file)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, ConnectionTo(file));
        return new NewsletterContext(options.Options);
    }

    /// <summary>Whether SQLite finds the structure of the file whole.</summary>
    public static async Task<bool> IsWholeAsync(this NewsletterContext copy, CancellationToken cancellation) =>
        await ScalarAsync(await OpenConnectionAsync(copy, cancellation), "PRAGMA integrity_check(1)", cancellation) is "ok";

    /// <summary>The number of rows in each table.</summary>
    public static async Task<SortedDictionary<string, long>> CountAsync(this NewsletterContext copy, CancellationToken cancellation)
    {
        var connection = await OpenConnectionAsync(copy, cancellation);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await TablesAsync(connection, cancellation))
        {
            counts[table] = (long)(await ScalarAsync(connection, $"SELECT count(*) FROM \"{table}\"", cancellation))!;
        }

        return counts;
    }

    /// <summary>The tables that hold rows of their own: not those of SQLite, nor the virtual one of the search.</summary>
    private static async Task<List<string>> TablesAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'";
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<SqliteConnection> OpenConnectionAsync(NewsletterContext copy, CancellationToken cancellation)
    {
        await copy.Database.OpenConnectionAsync(cancellation);
        return (SqliteConnection)copy.Database.GetDbConnection();
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteScalarAsync(cancellation);
    }

    private static string ConnectionTo(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
}

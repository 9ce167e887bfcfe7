using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The rows of each table of a site as SQLite keeps them, with the types of their values.</summary>
internal static class SqliteRows
{
    /// <param name="folder">Of the site.</param>
    public static async Task<Dictionary<string, List<string>>> OfAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "site.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var tables = new Dictionary<string, List<string>>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'SearchWords%'"))
        {
            var columns = await ReadAsync(connection, $"SELECT name FROM pragma_table_info('{table}') ORDER BY name");
            var values = columns.Select(c => $"typeof(\"{c}\") || ' ' || quote(\"{c}\")");
            var rows = await ReadAsync(connection, $"SELECT {string.Join(" || '|' || ", values)} FROM \"{table}\"");
            tables[table] = [.. rows.Order(StringComparer.Ordinal)];
        }

        return tables;
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return rows;
    }
}

using System.Globalization;
using System.Reflection;
using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// The statements written by hand: the text properties of <see cref="DatabaseProvider"/>, each in the words of one database,
/// with {0}, {1}… for their parameters.
/// </summary>
internal static class RawSql
{
    private static readonly PropertyInfo[] Texts =
    [
        .. typeof(DatabaseProvider).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType == typeof(string) && p.Name != nameof(DatabaseProvider.Name)),
    ];

    private static readonly object[] ParameterNames = [.. Enumerable.Range(0, 20).Select(n => $"@p{n}")];

    /// <summary>For each text as the product gives it to Entity Framework on SQLite, and as a command has it: the same for SQL Server.</summary>
    private static readonly Dictionary<string, string> Pairs = Texts
        .Select(p => (Sqlite: Read(p, DatabaseProvider.Sqlite), SqlServer: Read(p, DatabaseProvider.SqlServer)))
        .SelectMany(pair => new[] { pair, (Sqlite: WithNames(pair.Sqlite), SqlServer: WithNames(pair.SqlServer)) })
        .DistinctBy(pair => pair.Sqlite)
        .ToDictionary(pair => pair.Sqlite, pair => pair.SqlServer);

    /// <summary>Name and text on SQL Server of each, its parameters called @p0, @p1…</summary>
    public static IEnumerable<(string Name, string Sql)> OnSqlServer => Texts.Select(p => (p.Name, WithNames(Read(p, DatabaseProvider.SqlServer))));

    /// <summary>The same statement for SQL Server; a text that is not the provider's has to do on both.</summary>
    public static string ForSqlServer(string text) => Pairs.GetValueOrDefault(text, text);

    private static string Read(PropertyInfo property, DatabaseProvider provider) => (string)property.GetValue(provider)!;

    private static string WithNames(string text) => string.Format(CultureInfo.InvariantCulture, text, ParameterNames);
}

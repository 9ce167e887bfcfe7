using System.Collections.Concurrent;
using System.Data.Common;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Search;

/// <summary>What is found is counted and sorted in the narrow index of SQLite: whole rows, with their texts, are read for one page alone.</summary>
[Trait("Database", "Sqlite")]
public class SearchPlanTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string Narrow = "USING COVERING INDEX IX_SearchEntries_Facets";

    [Theory]
    [InlineData("/recherche?q=métiers")]
    [InlineData("/recherche?q=métiers&tri=date&annee=2018&type=actualite&theme=transition-ecologique")]
    [InlineData("/recherche/suggestions?q=métiers")]
    [InlineData("/recherche.atom?q=métiers")]
    [InlineData("/api/v1/recherche?q=métiers")]
    [InlineData("/actualites/des-metiers-sans-adresse")]
    public async Task No_search_walks_over_whole_rows(string path)
    {
        var heard = new ConcurrentDictionary<string, List<(string Name, object? Value)>>();
        using (new CommandListener(site, c => heard.TryAdd(c.Command.CommandText, ParametersOf(c.Command))))
        {
            await site.AskAsync(path);
        }

        var searches = heard.Where(s => s.Key.Contains("\"SearchWords\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(searches);
        await site.WithDatabaseAsync(async db =>
        {
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            foreach (var (text, parameters) in searches)
            {
                var plan = await PlanAsync(db.Database.GetDbConnection(), text, parameters);
                Assert.True(
                    plan.Any(l => l.Contains(Narrow, StringComparison.Ordinal))
                    && !plan.Any(l => l.StartsWith("SCAN SearchEntries", StringComparison.Ordinal) && !l.Contains(Narrow, StringComparison.Ordinal)),
                    $"{text}\n\n{string.Join('\n', plan)}");
            }
        });
    }

    private static List<(string Name, object? Value)> ParametersOf(DbCommand command) =>
        [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))];

    private static async Task<List<string>> PlanAsync(DbConnection database, string text, List<(string Name, object? Value)> parameters)
    {
        await using var command = database.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        List<string> lines = [];
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(rows.GetString(3));
        }

        return lines;
    }
}

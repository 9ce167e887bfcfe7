using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Sending.Dispatches;

[Trait("Database", "Sqlite")]
public partial class DispatchPlanTests
{
    private const string NextFirst = "ORDER BY d.\"NextAttemptAt\"";

    /// <summary>SQLite plans without regard to how many rows there are, so that what a small table shows holds for a large one.</summary>
    [Fact]
    public async Task No_statement_of_a_dispatch_under_way_walks_over_all_deliveries_or_sorts_them()
    {
        await using var site = new SmtpSite();
        var heard = new ConcurrentDictionary<string, Statement>();
        using (new CommandListener(site, c => heard.TryAdd(c.Command.CommandText, Statement.Of(c.Command))))
        {
            await site.CompletedAsync(await site.DispatchAsync(40));
        }

        var deliveries = heard.Values.Where(
            s => s.Text.Contains("\"Deliveries\"", StringComparison.Ordinal) && !s.Text.StartsWith("INSERT", StringComparison.Ordinal)).ToList();
        deliveries.Add(new Statement(DatabaseProvider.Sqlite.RecordOutcomes, [("@outcomes", "[]")]));
        deliveries.Add(new Statement(DatabaseProvider.Sqlite.ReadDepartures, [("@outcomes", "[]")]));

        Assert.Contains(
            deliveries,
            s =>
                s.Text.StartsWith("UPDATE \"Deliveries\"", StringComparison.Ordinal) && s.Text.Contains("\"LeasedUntil\"", StringComparison.Ordinal));
        Assert.Contains(deliveries, s => s.Text.Contains(NextFirst, StringComparison.Ordinal));
        await site.WithDatabaseAsync(async db =>
        {
            foreach (var statement in deliveries)
            {
                var plan = await PlanAsync(db, statement);
                Assert.False(plan.Any(l => IsWalk(statement, l)), $"{statement.Text}\n\n{string.Join('\n', plan)}");
            }
        });
    }

    /// <summary>A sort only where few are sorted: what is asked for by its ids, its lease, or failed.</summary>
    private static bool IsWalk(Statement statement, string line) =>
        line.StartsWith("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal)
            ? statement.Text.Contains(NextFirst, StringComparison.Ordinal)
            : Deliveries().Matches(statement.Text).Select(m => m.Groups[1].Value).Append("Deliveries")
                .Any(name => line == $"SCAN {name}" || line.StartsWith($"SCAN {name} USING", StringComparison.Ordinal));

    [GeneratedRegex("\"Deliveries\" AS \"?(\\w+)")]
    private static partial Regex Deliveries();

    private static async Task<List<string>> PlanAsync(NewsletterContext db, Statement statement)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement.Text;
        foreach (var (name, value) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        List<string> lines = [];
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(3));
        }

        return lines;
    }

    private sealed record Statement(string Text, IReadOnlyList<(string Name, object Value)> Parameters)
    {
        public static Statement Of(DbCommand command) =>
            new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value ?? DBNull.Value))]);
    }
}

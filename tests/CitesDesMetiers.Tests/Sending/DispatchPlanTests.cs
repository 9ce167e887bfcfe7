using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Tests.Sending;

public partial class DispatchPlanTests
{
    private const string NextFirst = "ORDER BY \"d\".\"NextAttemptAt\"";

    /// <summary>SQLite plans without regard to how many rows there are, so that what a small table shows holds for a large one.</summary>
    [Fact]
    public async Task No_statement_of_a_dispatch_under_way_walks_over_all_deliveries_or_sorts_them()
    {
        await using var site = new SmtpSite();
        using var statements = new Statements(site.Folder);
        using (DiagnosticListener.AllListeners.Subscribe(statements))
        {
            await site.CompletedAsync(await site.DispatchAsync(40));
        }

        var deliveries = statements.Heard.Values.Where(s => s.Text.Contains("\"Deliveries\"", StringComparison.Ordinal) && !s.Text.StartsWith("INSERT", StringComparison.Ordinal)).ToList();
        deliveries.Add(new Statement(DatabaseProvider.Sqlite.RecordOutcomes, [("@outcomes", "[]")]));
        deliveries.Add(new Statement(DatabaseProvider.Sqlite.ReadDepartures, [("@next", "[]")]));

        Assert.Contains(deliveries, s => s.Text.StartsWith("UPDATE \"Deliveries\"", StringComparison.Ordinal) && s.Text.Contains("\"LeasedUntil\"", StringComparison.Ordinal));
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
            : Deliveries().Matches(statement.Text).Any(m => line == $"SCAN {m.Groups[1].Value}" || line.StartsWith($"SCAN {m.Groups[1].Value} USING", StringComparison.Ordinal));

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

    private sealed record Statement(string Text, IReadOnlyList<(string Name, object Value)> Parameters);

    /// <summary>What Entity Framework sends to one site's database while it listens.</summary>
    private sealed class Statements(string folder) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private IDisposable? commands;

        public System.Collections.Concurrent.ConcurrentDictionary<string, Statement> Heard { get; } = new();

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                commands = value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: { } command }
                && command.Connection!.DataSource.StartsWith(folder, StringComparison.Ordinal))
            {
                Heard.TryAdd(command.CommandText, new Statement(
                    command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value ?? DBNull.Value))]));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => commands?.Dispose();
    }
}

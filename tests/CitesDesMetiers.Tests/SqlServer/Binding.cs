using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>Finds the tables and columns a statement names in the schema that EF Core makes for SQL Server. It checks no types.</summary>
internal sealed class Binding(string schema)
{
    /// <summary>What every server has, and a schema does not.</summary>
    private const string SystemView = "[sys].[databases]";

    private readonly Lock gate = new();
    private readonly IReadOnlyList<string> bare = BareTables(schema);
    private TSqlModel? model;
    private int statements;

    /// <param name="parameters">Declarations, such as "@id int".</param>
    /// <returns>Every name that leads nowhere, and every undeclared variable; empty when all are found.</returns>
    public IReadOnlyList<string> FaultsOf(string sql, IEnumerable<string> parameters)
    {
        lock (gate)
        {
            model ??= Build(bare);
            var name = $"statement{++statements}";
            try
            {
                model.AddOrUpdateObjects(
                    $"CREATE PROCEDURE [{name}] {string.Join(", ", parameters)} AS BEGIN\n{sql}\nEND", name, new TSqlObjectOptions());
                var faults = model.Validate().Select(m => m.Message).Where(m => !m.Contains(SystemView, StringComparison.Ordinal)).ToList();
                model.DeleteObjects(name);
                return faults;
            }
            catch (DacModelException e)
            {
                model.Dispose();
                model = null; // What it refused would make it refuse everything from now on.
                return [e.Message];
            }
        }
    }

    /// <returns>What DacFx says of the schema itself, with its keys and indexes.</returns>
    public IReadOnlyList<string> FaultsOfSchema()
    {
        using var whole = Build([schema]);
        return [.. whole.Validate().Select(m => m.Message)];
    }

    /// <summary>
    /// Statements are looked up in tables without keys and indexes: each look validates the whole model, and takes as long as
    /// that is large.
    /// </summary>
    private static IReadOnlyList<string> BareTables(string schema)
    {
        var tables = Grammar.Parse(schema, out _).Batches.SelectMany(b => b.Statements).OfType<CreateTableStatement>().ToList();
        foreach (var table in tables.Select(t => t.Definition))
        {
            table.TableConstraints.Clear();
            foreach (var column in table.ColumnDefinitions)
            {
                column.Constraints.Clear();
            }
        }

        return [.. tables.Select(Print)];
    }

    private static string Print(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator().GenerateScript(fragment, out var script);
        return script;
    }

    private static TSqlModel Build(IEnumerable<string> scripts)
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var script in scripts)
        {
            model.AddObjects(script);
        }

        return model;
    }
}

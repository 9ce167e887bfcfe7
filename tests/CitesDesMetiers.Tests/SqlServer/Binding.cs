using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>Finds the tables and columns a statement names in the schema that EF Core makes for SQL Server. It checks no types.</summary>
internal sealed class Binding(string schema)
{
    /// <summary>What every server has, and a schema does not.</summary>
    private const string SystemView = "[sys].[databases]";

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> bare = BareTables(schema);
    private readonly Dictionary<string, TSqlModel> models = [];

    /// <param name="parameters">Declarations, such as "@id int".</param>
    /// <returns>Every name that leads nowhere, and every undeclared variable; empty when all are found.</returns>
    public IReadOnlyList<string> FaultsOf(string sql, IEnumerable<string> parameters)
    {
        var tables = Tables.NamedIn(sql).Where(bare.ContainsKey).Order(StringComparer.Ordinal).ToList();
        var key = string.Join(' ', tables);
        lock (gate)
        {
            if (!models.TryGetValue(key, out var model))
            {
                model = models[key] = Build(tables.Select(t => bare[t]));
            }

            try
            {
                const string Name = "statement";
                model.AddOrUpdateObjects(
                    $"CREATE PROCEDURE [{Name}] {string.Join(", ", parameters)} AS BEGIN\n{sql}\nEND", Name, new TSqlObjectOptions());
                return [.. model.Validate().Select(m => m.Message).Where(m => !m.Contains(SystemView, StringComparison.Ordinal))];
            }
            catch (DacModelException e)
            {
                model.Dispose();
                models.Remove(key); // What it refused would make it refuse everything from now on.
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
    /// A statement is looked up in the tables that it names, without keys and indexes: each look validates a whole model, and takes as
    /// long as that is large.
    /// </summary>
    private static Dictionary<string, string> BareTables(string schema)
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

        return tables.ToDictionary(t => t.SchemaObjectName.BaseIdentifier.Value, Print, StringComparer.OrdinalIgnoreCase);
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

    private sealed class Tables : TSqlFragmentVisitor
    {
        private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

        public static HashSet<string> NamedIn(string sql)
        {
            var visitor = new Tables();
            Grammar.Parse(sql, out _).Accept(visitor);
            return visitor.names;
        }

        public override void Visit(SchemaObjectName node) => names.Add(node.BaseIdentifier.Value);
    }
}

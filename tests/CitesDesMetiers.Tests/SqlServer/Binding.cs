using Microsoft.SqlServer.Dac.Model;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>Finds the tables and columns a statement names in the schema that EF Core makes for SQL Server. It checks no types.</summary>
internal sealed class Binding(string schema)
{
    private readonly Lock gate = new();
    private TSqlModel? model;
    private int statements;

    /// <param name="parameters">Declarations, such as "@id int".</param>
    /// <returns>Every name that leads nowhere, and every undeclared variable; empty when all are found.</returns>
    public IReadOnlyList<string> FaultsOf(string sql, IEnumerable<string> parameters)
    {
        lock (gate)
        {
            model ??= Build();
            var name = $"statement{++statements}";
            try
            {
                model.AddOrUpdateObjects(
                    $"CREATE PROCEDURE [{name}] {string.Join(", ", parameters)} AS BEGIN\n{sql}\nEND", name, new TSqlObjectOptions());
                var faults = model.Validate().Select(m => m.Message).ToList();
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

    /// <returns>What DacFx says of the schema itself.</returns>
    public IReadOnlyList<string> FaultsOfSchema()
    {
        lock (gate)
        {
            model ??= Build();
            return [.. model.Validate().Select(m => m.Message)];
        }
    }

    private TSqlModel Build()
    {
        var built = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        built.AddObjects(schema);
        return built;
    }
}

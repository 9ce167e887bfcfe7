using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>Every script and every statement that is not born of a query.</summary>
public partial class ScriptTests
{
    [Fact]
    public void SQL_Server_reads_the_script_that_creates_the_tables_and_finds_every_name_in_it()
    {
        using var context = AbsentServer.CreateContext();

        Assert.Empty(Grammar.FaultsOf(context.Database.GenerateCreateScript()));
        Assert.Empty(Statements.Binding.FaultsOfSchema());
    }

    [Fact]
    public void SQL_Server_reads_the_script_of_the_migrations()
    {
        using var context = AbsentServer.CreateContext();

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Contains("[__EFMigrationsHistory]", script, StringComparison.Ordinal);
        Assert.Empty(Grammar.FaultsOf(script));
    }

    [Fact]
    public void Statements_by_hand_in_its_migrations_stand_inside_EXEC()
    {
        using var context = AbsentServer.CreateContext();
        var migrations = context.GetService<IMigrationsAssembly>();
        var statements = migrations.Migrations.Values
            .Select(type => migrations.CreateMigration(type, context.Database.ProviderName!))
            .SelectMany(m => m.UpOperations.Concat(m.DownOperations))
            .OfType<SqlOperation>()
            .Select(o => o.Sql.TrimStart());

        Assert.All(statements, sql => Assert.StartsWith("EXEC(N'", sql, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_stands_inside_EXEC_is_read_too()
    {
        var faults = Grammar.FaultsOf("IF 1 = 1 BEGIN EXEC(N'SELECT strftime(''%Y'', [a]) FROM [t]'); END");

        Assert.Contains("strftime", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void SQL_Server_understands_the_provider_s_statements_by_hand()
    {
        foreach (var (name, sql) in RawSql.OnSqlServer)
        {
            var parameters = Parameter().Matches(sql).Select(m => m.Value).Distinct()
                .Select(p => p + (p[1] is 'p' ? " sql_variant" : " nvarchar(max)"));
            Assert.Empty(Grammar.FaultsOf(sql).Concat(Statements.Binding.FaultsOf(sql, parameters)).Select(fault => $"{name}: {fault}"));
        }
    }

    /// <summary>By Entity Framework: p and a number; by hand, JSON under a name of its own.</summary>
    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}

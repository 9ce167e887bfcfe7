using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>Judges every statement once a run: its grammar, its functions and collations, the names in it.</summary>
internal static class Statements
{
    private const int MostParameters = 2_098; // 2,100 less the two with which the client passes the statement itself.

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<string>>> Verdicts = new(StringComparer.Ordinal);
    private static readonly Lazy<Binding> Schema = new(() =>
    {
        using var context = AbsentServer.CreateContext();
        return new Binding(context.Database.GenerateCreateScript());
    });

    public static Binding Binding => Schema.Value;

    /// <summary>The different statements this run has judged so far.</summary>
    public static ICollection<string> All => Verdicts.Keys;

    /// <exception cref="SqlServerFaultException">SQL Server would refuse it.</exception>
    public static void Check(DbCommand command) => Check(command.CommandText, command.Parameters.Cast<DbParameter>());

    /// <inheritdoc cref="Check(DbCommand)"/>
    public static void Check(string sql, IEnumerable<DbParameter> parameters)
    {
        var verdict = Verdicts.GetOrAdd(sql, _ => new(() => Judge(sql, [.. parameters]))).Value;
        if (verdict.Count > 0)
        {
            throw new SqlServerFaultException(sql, verdict);
        }
    }

    private static IReadOnlyList<string> Judge(string sql, IReadOnlyCollection<DbParameter> parameters) =>
        parameters.Count > MostParameters ? [$"{parameters.Count} parameters: the most are {MostParameters}."]
        : Grammar.FaultsOf(sql) is { Count: > 0 } faults ? faults
        : Binding.FaultsOf(sql, parameters.Select(Declare));

    private static string Declare(DbParameter parameter)
    {
        var typed = parameter as SqlParameter ?? new SqlParameter(parameter.ParameterName, parameter.Value);
        var name = typed.ParameterName.StartsWith('@') ? typed.ParameterName : "@" + typed.ParameterName;
        var type = typed.SqlDbType.ToString().ToLowerInvariant();
        return typed.SqlDbType switch
        {
            SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary =>
                $"{name} {type}({(typed.Size is > 0 and <= 4000 ? typed.Size : "max")})",
            SqlDbType.Decimal => $"{name} decimal(38, 10)",
            _ => $"{name} {type}",
        };
    }
}

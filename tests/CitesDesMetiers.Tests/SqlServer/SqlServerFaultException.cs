namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>Something the product does on SQLite would fail on SQL Server.</summary>
public sealed class SqlServerFaultException(string statement, IReadOnlyList<string> reasons, Exception? cause = null) : Exception(
    $"SQL Server would refuse this:{Environment.NewLine}{statement}{Environment.NewLine}because:{Environment.NewLine}  "
        + string.Join(Environment.NewLine + "  ", reasons),
    cause);

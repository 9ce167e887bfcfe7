using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// Reads a script as SQL Server 2022 would, and names what its grammar lets pass although the server refuses it: functions
/// and collations it does not have, and what not every server of this protocol has.
/// </summary>
internal sealed class Grammar : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "ABS", "AVG", "CEILING", "CHARINDEX", "CONCAT", "COUNT", "COUNT_BIG", "DATALENGTH", "DATEADD", "DATEDIFF", "DB_ID", "DATEDIFF_BIG",
        "DATEFROMPARTS", "DATEPART", "FLOOR", "GETDATE", "GETUTCDATE", "GREATEST", "ISNULL", "LEAST", "LEN", "LOWER", "LTRIM", "MAX",
        "MIN", "NEWID", "OBJECT_ID", "PATINDEX", "QUOTENAME", "REPLACE", "REVERSE", "ROUND", "ROW_NUMBER", "RTRIM", "SCHEMA_ID", "SCOPE_IDENTITY",
        "STRING_AGG", "STUFF", "SUBSTRING", "SUM", "SYSUTCDATETIME", "TRIM", "UPPER",
    };

    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        "AVG", "COUNT", "COUNT_BIG", "MAX", "MIN", "STRING_AGG", "SUM",
    };

    private static readonly HashSet<string> Collations = new(StringComparer.OrdinalIgnoreCase) { "French_CI_AI", "Latin1_General_100_BIN2" };

    private readonly List<string> faults = [];

    /// <returns>What is wrong, one sentence each; empty for a script the server would read.</returns>
    public static IReadOnlyList<string> FaultsOf(string script)
    {
        var visitor = new Grammar();
        visitor.Read(script);
        return visitor.faults;
    }

    public static TSqlScript Parse(string script, out IList<ParseError> errors)
    {
        using var reader = new StringReader(script);
        return (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    public override void Visit(FunctionCall node)
    {
        if (!Functions.Contains(node.FunctionName.Value))
        {
            faults.Add($"The function {node.FunctionName.Value}() is not among those known to exist on SQL Server (see {nameof(Grammar)}.cs).");
        }
        else if (Aggregates.Contains(node.FunctionName.Value) && node.Parameters.Any(Nested.Has))
        {
            faults.Add("An aggregate takes no subquery and no other aggregate (error 130).");
        }
    }

    public override void Visit(ExpressionGroupingSpecification node)
    {
        if (Nested.Has(node.Expression))
        {
            faults.Add("GROUP BY takes no subquery and no aggregate (error 144).");
        }
    }

    public override void Visit(QueryDerivedTable node)
    {
        if (node.QueryExpression is { OrderByClause: not null, OffsetClause: null } and not QuerySpecification { TopRowFilter: not null })
        {
            faults.Add("ORDER BY inside a subquery needs TOP or OFFSET (error 1033).");
        }
    }

    public override void Visit(SchemaObjectFunctionTableReference node) => NotOnTheList(node.SchemaObject.BaseIdentifier.Value);

    public override void Visit(GlobalFunctionTableReference node) => NotOnTheList(node.Name.Value);

    public override void Visit(BinaryExpression node)
    {
        if (node.BinaryExpressionType is BinaryExpressionType.Concat)
        {
            faults.Add("SQL Server 2022 has no operator ||: strings are joined with +.");
        }
    }

    public override void Visit(PrimaryExpression node) => Check(node.Collation);

    public override void Visit(ColumnDefinition node) => Check(node.Collation);

    public override void Visit(PivotedTableReference node) => Avoid("PIVOT");

    public override void Visit(UnpivotedTableReference node) => Avoid("UNPIVOT");

    public override void Visit(FullTextPredicate node) => Avoid("full-text search");

    public override void Visit(FullTextTableReference node) => Avoid("full-text search");

    public override void Visit(TSqlStatement node)
    {
        if (node.GetType().Name.StartsWith("CreateOrAlter", StringComparison.Ordinal))
        {
            Avoid("CREATE OR ALTER");
        }
    }

    /// <summary>What stands inside EXEC(N'…') is a script of its own.</summary>
    public override void Visit(ExecutableStringList node)
    {
        if (node.Strings.All(s => s is StringLiteral))
        {
            Read(string.Concat(node.Strings.Cast<StringLiteral>().Select(s => s.Value)));
        }
    }

    private void Read(string script)
    {
        var tree = Parse(script, out var errors);
        faults.AddRange(errors.Select(e => $"Line {e.Line}, column {e.Column}: {e.Message}"));
        tree?.Accept(this);
    }

    private void NotOnTheList(string function) => faults.Add($"The table function {function}() is not known to exist on SQL Server.");

    private void Avoid(string construct) => faults.Add($"Not every server of this protocol has {construct}.");

    private void Check(Identifier? collation)
    {
        if (collation is not null && !Collations.Contains(collation.Value))
        {
            faults.Add($"The collation {collation.Value} is not among those known to exist on SQL Server (see {nameof(Grammar)}.cs).");
        }
    }

    /// <summary>Looks for a subquery or an aggregate anywhere inside.</summary>
    private sealed class Nested : TSqlFragmentVisitor
    {
        private bool found;

        public static bool Has(TSqlFragment fragment)
        {
            var visitor = new Nested();
            fragment.Accept(visitor);
            return visitor.found;
        }

        public override void Visit(QueryExpression node) => found = true;

        public override void Visit(FunctionCall node) => found |= Aggregates.Contains(node.FunctionName.Value);
    }
}

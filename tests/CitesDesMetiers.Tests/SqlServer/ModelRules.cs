using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>What SQL Server refuses, or truncates with a mere warning, when it makes the tables.</summary>
internal static partial class ModelRules
{
    private const int ClusteredKeyBytes = 900;
    private const int IndexKeyBytes = 1_700;
    private const int Unlimited = 1_000_000;

    public static IReadOnlyList<string> FaultsOf(DbContext context)
    {
        var tables = context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToList();
        return [.. tables.SelectMany(KeysTooLong), .. tables.SelectMany(Filters), .. tables.SelectMany(ManyCascadePaths)];
    }

    private static IEnumerable<string> KeysTooLong(ITable table) =>
        table.UniqueConstraints
            .Select(k => (k.Name, k.Columns, IsClustered: k == table.PrimaryKey && k.MappedKeys.All(m => m.IsClustered() ?? true)))
            .Concat(table.Indexes.Select(i => (i.Name, i.Columns, IsClustered: i.MappedIndexes.Any(m => m.IsClustered() ?? false))))
            .Select(key => (key.Name, Bytes: key.Columns.Sum(Bytes), Most: key.IsClustered ? ClusteredKeyBytes : IndexKeyBytes))
            .Where(key => key.Bytes > key.Most)
            .Select(key => $"{table.Name}: {key.Name} takes {Words(key.Bytes)}; the most are {key.Most}.");

    private static string Words(long bytes) => bytes >= Unlimited ? "a column without a limit" : $"{bytes} bytes";

    /// <summary>Bytes of a column in a key; at least <see cref="Unlimited"/> for nvarchar(max) and its like.</summary>
    private static long Bytes(IColumn column)
    {
        var type = StoreType().Match(column.StoreType);
        var length = int.TryParse(type.Groups["length"].Value, CultureInfo.InvariantCulture, out var limit) ? limit : Unlimited;
        return type.Groups["name"].Value switch
        {
            "nvarchar" or "nchar" => 2L * length,
            "varchar" or "char" or "varbinary" or "binary" => length,
            "bit" or "tinyint" => 1,
            "smallint" => 2,
            "date" => 3,
            "int" or "real" => 4,
            "time" => 5,
            "bigint" or "float" or "datetime2" => 8,
            "datetimeoffset" => 10,
            "uniqueidentifier" => 16,
            "decimal" => 17,
            var other => throw new NotSupportedException($"How many bytes does {other} take in a key? Add it to {nameof(ModelRules)}."),
        };
    }

    [GeneratedRegex(@"^(?<name>\w+)(\((?<length>\w+).*\))?$")]
    private static partial Regex StoreType();

    private static IEnumerable<string> Filters(ITable table) =>
        from index in table.Indexes
        where index.Filter is not null && !IsFilter(index.Filter)
        select $"{table.Name}: the filter of {index.Name}, {index.Filter}, is not made of comparisons, IN and IS NULL joined by AND.";

    private static bool IsFilter(string filter)
    {
        using var reader = new StringReader(filter);
        return IsConjunct(new TSql160Parser(initialQuotedIdentifiers: true).ParseBooleanExpression(reader, out var errors)) && errors.Count == 0;
    }

    private static bool IsConjunct(BooleanExpression? expression) => expression switch
    {
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both =>
            IsConjunct(both.FirstExpression) && IsConjunct(both.SecondExpression),
        BooleanParenthesisExpression inner => IsConjunct(inner.Expression),
        BooleanIsNullExpression => true,
        BooleanComparisonExpression { FirstExpression: ColumnReferenceExpression, SecondExpression: Literal } => true,
        InPredicate { Expression: ColumnReferenceExpression, Subquery: null } => true,
        _ => false,
    };

    /// <summary>Error 1785: a delete may reach each table on one path only, and never come back.</summary>
    private static IEnumerable<string> ManyCascadePaths(ITable start)
    {
        var reached = new Dictionary<ITable, string> { [start] = start.Name };
        var faults = new List<string>();
        Follow(start, start.Name);
        return faults;

        void Follow(ITable from, string path)
        {
            foreach (var key in from.ReferencingForeignKeyConstraints.Where(Cascades))
            {
                var longer = $"{path} → {key.Table.Name}";
                if (!reached.TryAdd(key.Table, longer))
                {
                    faults.Add($"Deleting from {start.Name} reaches {key.Table.Name} twice: {reached[key.Table]} and {longer} (error 1785).");
                }
                else
                {
                    Follow(key.Table, longer);
                }
            }
        }

        static bool Cascades(IForeignKeyConstraint key) => key.OnDeleteAction is not (ReferentialAction.NoAction or ReferentialAction.Restrict);
    }
}

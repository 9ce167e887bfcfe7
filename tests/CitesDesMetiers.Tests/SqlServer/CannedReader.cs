using System.Collections;
using System.Data.Common;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// What the absent server answers: nothing to a query; to a save one result for each of its statements that asks for one,
/// with as many rows as it writes and made-up keys, so that Entity Framework goes on to the next batch.
/// </summary>
internal sealed class CannedReader : DbDataReader
{
    /// <summary>The column of OUTPUT 1 and SELECT @@ROWCOUNT.</summary>
    private const string RowsAffected = "";

    private static int lastKey;
    private readonly Queue<Result> results;
    private Result current;
    private int row = -1;

    private CannedReader(IEnumerable<Result> results)
    {
        this.results = new Queue<Result>(results);
        current = this.results.TryDequeue(out var first) ? first : Result.None;
    }

    /// <summary>No rows, and more columns than any query asks for: a split query counts them before it reads.</summary>
    public static CannedReader Empty() => new([new Result(new string[1_024], 0)]);

    public static CannedReader ForSave(string batch) =>
        new(Grammar.Parse(batch, out _).Batches.SelectMany(b => b.Statements).Select(ResultOf).OfType<Result>());

    private static Result? ResultOf(TSqlStatement statement) => statement switch
    {
        InsertStatement { InsertSpecification: { OutputClause: { } output, InsertSource: var source } } =>
            new Result(Columns(output), source is ValuesInsertSource values ? values.RowValues.Count : 1),
        MergeStatement { MergeSpecification: { OutputClause: { } output, TableReference: var source } } =>
            new Result(Columns(output), source is InlineDerivedTable values ? values.RowValues.Count : 1),
        UpdateStatement { UpdateSpecification.OutputClause: { } output } => new Result(Columns(output), 1),
        DeleteStatement { DeleteSpecification.OutputClause: { } output } => new Result(Columns(output), 1),
        SelectStatement => new Result([RowsAffected], 1),
        _ => null,
    };

    private static string[] Columns(OutputClause output) =>
        [.. output.SelectColumns.OfType<SelectScalarExpression>().Select(c =>
            c.ColumnName?.Value ?? (c.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? RowsAffected)];

    public override int FieldCount => current.Columns.Length;
    public override bool HasRows => current.Rows > 0;
    public override bool IsClosed => false;
    public override int Depth => 0;
    public override int RecordsAffected => -1;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++row < current.Rows;

    public override bool NextResult()
    {
        row = -1;
        var more = results.TryDequeue(out var next);
        current = next ?? Result.None;
        return more;
    }

    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(Guid) ? (T)(object)Guid.NewGuid()
        : Type.GetTypeCode(typeof(T)) is TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 ? (T)Convert.ChangeType(Number(ordinal), typeof(T), null)
        : default!;

    public override int GetInt32(int ordinal) => Number(ordinal);
    public override long GetInt64(int ordinal) => Number(ordinal);
    public override short GetInt16(int ordinal) => (short)Number(ordinal);
    public override Guid GetGuid(int ordinal) => Guid.NewGuid();
    public override bool IsDBNull(int ordinal) => false;
    public override string GetName(int ordinal) => current.Columns[ordinal];
    public override int GetOrdinal(string name) => Array.IndexOf(current.Columns, name);
    public override object GetValue(int ordinal) => Number(ordinal);
    public override string GetDataTypeName(int ordinal) => "int";
    public override Type GetFieldType(int ordinal) => typeof(int);
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    // Nothing the product stores is drawn by the database but numbers.
    public override bool GetBoolean(int ordinal) => throw new NotSupportedException();
    public override byte GetByte(int ordinal) => throw new NotSupportedException();
    public override char GetChar(int ordinal) => throw new NotSupportedException();
    public override string GetString(int ordinal) => throw new NotSupportedException();
    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();
    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();
    public override double GetDouble(int ordinal) => throw new NotSupportedException();
    public override float GetFloat(int ordinal) => throw new NotSupportedException();
    public override int GetValues(object[] values) => throw new NotSupportedException();
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    private int Number(int ordinal) => current.Columns[ordinal] switch
    {
        "_Position" => row,
        RowsAffected => 1,
        _ => Interlocked.Increment(ref lastKey),
    };

    private sealed record Result(string[] Columns, int Rows)
    {
        public static readonly Result None = new([], 0);
    }
}

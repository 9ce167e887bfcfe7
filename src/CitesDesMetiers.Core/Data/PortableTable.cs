using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Core.Data;

/// <summary>
/// A table whose rows are copied as values of .NET, so that they can move between the two databases. What it looks like comes from the model of a
/// migration: a backup of an older version is read as that version wrote it.
/// </summary>
public sealed class PortableTable
{
    /// <summary>SQL Server takes 2,100 parameters a statement.</summary>
    private const int MostParameters = 2_000;

    private const int MostRows = 100;

    private static readonly Dictionary<Type, Func<DbDataReader, int, object>> Readers = new()
    {
        [typeof(bool)] = (row, i) => row.GetBoolean(i),
        [typeof(byte[])] = (row, i) => row.GetFieldValue<byte[]>(i),
        [typeof(DateOnly)] = (row, i) => row.GetFieldValue<DateOnly>(i),
        [typeof(DateTime)] = (row, i) => row.GetDateTime(i),
        [typeof(DateTimeOffset)] = (row, i) => row.GetFieldValue<DateTimeOffset>(i),
        [typeof(double)] = (row, i) => row.GetDouble(i),
        [typeof(Guid)] = (row, i) => row.GetGuid(i),
        [typeof(int)] = (row, i) => row.GetInt32(i),
        [typeof(long)] = (row, i) => row.GetInt64(i),
        [typeof(string)] = (row, i) => row.GetString(i),
        [typeof(TimeOnly)] = (row, i) => row.GetFieldValue<TimeOnly>(i),
    };

    private readonly NewsletterContext db;
    private readonly ITable table;
    private readonly IColumn[] columns;
    private readonly ISqlGenerationHelper sql;

    private PortableTable(NewsletterContext db, ITable table)
    {
        this.db = db;
        this.table = table;
        columns = [.. table.Columns];
        sql = db.GetService<ISqlGenerationHelper>();
        Columns = [.. columns.Select(c => c.Name)];
        Types = [.. columns.Select(c => Nullable.GetUnderlyingType(c.ProviderClrType) ?? c.ProviderClrType)
            .Select(t => t == typeof(uint) ? typeof(long) : t)];
    }

    public string Name => table.Name;

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The types of the values of a row, which may be null. SQL Server has no unsigned numbers.</summary>
    public IReadOnlyList<Type> Types { get; }

    /// <summary>The name of a migration without the moment when it was made, which differs between the databases.</summary>
    public static string NameOf(NewsletterContext db, string migration) => db.GetService<IMigrationsIdGenerator>().GetName(migration);

    /// <summary>The migration of this name, or null.</summary>
    public static string? MigrationNamed(NewsletterContext db, string name) => db.Database.GetMigrations().LastOrDefault(m => NameOf(db, m) == name);

    /// <summary>The tables as a migration of this program left them.</summary>
    public static IReadOnlyList<PortableTable> After(NewsletterContext db, string migration)
    {
        var assembly = db.GetService<IMigrationsAssembly>();
        var made = assembly.CreateMigration(assembly.Migrations[migration], db.Database.ProviderName!).TargetModel;
        return [.. db.GetService<IModelRuntimeInitializer>().Initialize(made).GetRelationalModel().Tables.Select(t => new PortableTable(db, t))];
    }

    /// <summary>The statement that reads the rows in the order of their key.</summary>
    public string Select =>
        $"SELECT {Names(columns)} FROM {Delimited} ORDER BY {Names(table.PrimaryKey!.Columns)}";

    private string Delimited => sql.DelimitIdentifier(table.Name, table.Schema);

    /// <summary>Reads the rows within the transaction of the context.</summary>
    public async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = Command(Select);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var row = new object?[columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = await reader.IsDBNullAsync(i, cancellation) ? null : Readers[Types[i]](reader, i);
            }

            yield return row;
        }
    }

    /// <summary>Adds rows within the transaction of the context, with the keys that they have.</summary>
    /// <returns>How many.</returns>
    public async Task<long> WriteAsync(IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var provider = DatabaseProvider.Of(db.Database);
        await RunAsync(provider.BeforeRows(table, Delimited), cancellation);
        var count = 0L;
        await foreach (var some in rows.Chunk(RowsAtOnce).WithCancellation(cancellation))
        {
            await using var command = Insert(some);
            count += await command.ExecuteNonQueryAsync(cancellation);
        }

        await RunAsync(provider.AfterRows(table, Delimited), cancellation);
        return count;
    }

    /// <summary>Has the database check what the rows refer to, where it did not while they came.</summary>
    public Task CheckAsync(CancellationToken cancellation) => RunAsync(DatabaseProvider.Of(db.Database).CheckRows(Delimited), cancellation);

    public async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        await using var command = Command($"SELECT COUNT(*) FROM {Delimited}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) == 0;
    }

    /// <summary>The statement that adds these rows.</summary>
    public DbCommand Insert(IReadOnlyList<object?[]> rows)
    {
        var command = Command("");
        var places = rows.Select(row => "(" + string.Join(", ", columns.Select((column, i) => Parameter(command, column, row[i]))) + ")");
        command.CommandText = $"INSERT INTO {Delimited} ({Names(columns)}) VALUES {string.Join(", ", places)}";
        return command;
    }

    /// <summary>One of a table with pictures or documents, so that memory holds one of them.</summary>
    private int RowsAtOnce =>
        columns.Any(c => c.ProviderClrType == typeof(byte[]) && c.MaxLength is null) ? 1 : Math.Clamp(MostParameters / columns.Length, 1, MostRows);

    private static string Parameter(DbCommand command, IColumn column, object? value)
    {
        var name = "@p" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture);
        var mapping = column.StoreTypeMapping;
        command.Parameters.Add(mapping.CreateParameter(command, name, mapping.Converter?.ConvertFromProvider(value) ?? value, column.IsNullable));
        return name;
    }

    private string Names(IEnumerable<IColumn> some) => string.Join(", ", some.Select(c => sql.DelimitIdentifier(c.Name)));

    private DbCommand Command(string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return command;
    }

    private async Task RunAsync(string statement, CancellationToken cancellation)
    {
        if (statement.Length > 0)
        {
            await db.Database.ExecuteSqlRawAsync(statement, cancellation);
        }
    }
}

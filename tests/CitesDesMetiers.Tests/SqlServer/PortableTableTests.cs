using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>What moves rows between the two databases, as SQL Server would read it.</summary>
public sealed class PortableTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SQL_Server_understands_what_reads_and_fills_its_tables()
    {
        await using var db = AbsentServer.CreateContext();
        foreach (var table in PortableTable.After(db, db.Database.GetMigrations().Last()))
        {
            Assert.Empty(Grammar.FaultsOf(table.Select));
            await using var insert = table.Insert([new object?[table.Columns.Count], new object?[table.Columns.Count]]);
            Statements.Check(insert);
        }
    }

    [Fact]
    public async Task Keys_are_kept_and_references_are_checked_when_all_rows_are_there()
    {
        await using var db = AbsentServer.CreateContext();
        foreach (var table in PortableTable.After(db, db.Database.GetMigrations().Last()).Where(t => t.Name is "News" or "SendingQuotas"))
        {
            await table.WriteAsync(AsyncEnumerable.Empty<object?[]>(), Cancel);
            await table.CheckAsync(Cancel);
        }

        Assert.Contains("ALTER TABLE [News] NOCHECK CONSTRAINT ALL; SET IDENTITY_INSERT [News] ON;", Statements.All);
        Assert.Contains("SET IDENTITY_INSERT [News] OFF;", Statements.All);
        Assert.Contains("ALTER TABLE [News] WITH CHECK CHECK CONSTRAINT ALL;", Statements.All);
        Assert.Contains("ALTER TABLE [SendingQuotas] NOCHECK CONSTRAINT ALL;", Statements.All);
    }

    [Fact]
    public void Times_go_to_SQL_Server_with_all_their_digits()
    {
        using var db = AbsentServer.CreateContext();
        var table = PortableTable.After(db, db.Database.GetMigrations().Last()).Single(t => t.Name == "ConsentEvents");
        var row = table.Types.Select(t => t == typeof(DateTime) ? (object)new DateTime(2026, 3, 2).AddTicks(1) : null).ToArray();

        using var insert = table.Insert([row]);

        var at = insert.Parameters[table.Columns.ToList().IndexOf("At")];
        Assert.Equal((System.Data.DbType.DateTime2, row[table.Columns.ToList().IndexOf("At")]), (at.DbType, at.Value));
    }

    /// <summary>Each database has migrations of its own, so the last one both know by its name is what a backup goes by.</summary>
    [Fact]
    public void Both_databases_have_the_same_tables_and_columns_after_the_first_and_the_last_migration()
    {
        using var server = AbsentServer.CreateContext();
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, "Data Source=absent");
        using var file = new NewsletterContext(options.Options);

        foreach (var choose in new Func<IEnumerable<string>, string>[] { Enumerable.First, Enumerable.Last })
        {
            var (ofServer, ofFile) = (choose(server.Database.GetMigrations()), choose(file.Database.GetMigrations()));
            Assert.Equal(PortableTable.NameOf(server, ofServer), PortableTable.NameOf(file, ofFile));
            Assert.Equal(Describe(PortableTable.After(server, ofServer)), Describe(PortableTable.After(file, ofFile)));
        }
    }

    private static IEnumerable<string> Describe(IEnumerable<PortableTable> tables) =>
        tables.SelectMany(t => t.Columns.Zip(t.Types, (column, type) => $"{t.Name}.{column}: {type.Name}")).Order(StringComparer.Ordinal);
}

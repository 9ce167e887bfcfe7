using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>
/// A migration expands: instances of the version before work beside it, with the rows they know. What a version no longer uses, a later one
/// removes, and is named here with the version that stopped using it.
/// </summary>
public sealed class MigrationTests
{
    /// <summary>Migration, table and column, and why the version before can bear it.</summary>
    private static readonly Dictionary<string, string> Borne = [];

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void Migrations_since_0_1_0_take_nothing_that_the_version_before_uses(string provider)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Named(provider)!.Configure(options, "Data Source=absent");
        using var db = new NewsletterContext(options.Options);
        var assembly = db.GetService<IMigrationsAssembly>();

        var taken = assembly.Migrations.Skip(1)
            .SelectMany(m => assembly.CreateMigration(m.Value, db.Database.ProviderName!).UpOperations, (m, operation) => (m.Key, operation))
            .Select(m => (Migration: PortableTable.NameOf(db, m.Key), Takes: Takes(m.operation))).Where(m => m.Takes is not null)
            .Select(m => $"{m.Migration}: {m.Takes}");

        Assert.Empty(taken.Except(Borne.Keys));
    }

    [Fact]
    public void What_takes_something_is_found()
    {
        Assert.Equal("drops News.Title", Takes(new DropColumnOperation { Table = "News", Name = "Title" }));
        Assert.Equal("drops News", Takes(new DropTableOperation { Name = "News" }));
        Assert.Equal("renames News.Title", Takes(new RenameColumnOperation { Table = "News", Name = "Title" }));
        Assert.Equal("renames News", Takes(new RenameTableOperation { Name = "News" }));
        Assert.Equal("requires News.Title", Takes(new AddColumnOperation { Table = "News", Name = "Title", ClrType = typeof(string) }));
        Assert.Null(Takes(new AddColumnOperation { Table = "News", Name = "Title", ClrType = typeof(string), DefaultValue = "" }));
        Assert.Equal("changes News.Title", Takes(new AlterColumnOperation
        {
            Table = "News",
            Name = "Title",
            ClrType = typeof(string),
            OldColumn = new AddColumnOperation { ClrType = typeof(string), IsNullable = true },
        }));
    }

    /// <returns>What the operation takes from the version before; null if nothing.</returns>
    private static string? Takes(MigrationOperation operation) => operation switch
    {
        DropColumnOperation drop => $"drops {drop.Table}.{drop.Name}",
        DropTableOperation drop => $"drops {drop.Name}",
        RenameColumnOperation rename => $"renames {rename.Table}.{rename.Name}",
        RenameTableOperation rename => $"renames {rename.Name}",
        AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null } add => $"requires {add.Table}.{add.Name}",
        AlterColumnOperation alter when IsNarrower(alter) => $"changes {alter.Table}.{alter.Name}",
        _ => null,
    };

    /// <summary>Another type, fewer characters, or no longer null.</summary>
    private static bool IsNarrower(AlterColumnOperation alter) =>
        alter.ClrType != alter.OldColumn.ClrType || (alter.OldColumn.IsNullable && !alter.IsNullable)
        || (alter.MaxLength ?? int.MaxValue) < (alter.OldColumn.MaxLength ?? int.MaxValue);
}

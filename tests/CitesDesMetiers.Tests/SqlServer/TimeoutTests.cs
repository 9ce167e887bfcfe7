using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>How long statements may take on SQL Server, and how its database is made.</summary>
public class TimeoutTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_over_many_rows_may_take_longer_than_those_of_a_page()
    {
        var commands = new Recorder();
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.SqlServer.Configure(options, "Server=absent.invalid;Database=absent");
        options.AddInterceptors(new AbsentServer.ClosedConnections(), new BulkTimeout(TimeSpan.FromMinutes(10)), commands);
        await using var db = new NewsletterContext(options.Options);

        await db.Database.ExecuteSqlRawAsync(DatabaseProvider.SqlServer.JudgeImportLines, [1], Cancel);
        await db.Subscribers.Where(s => s.Id == 1).ExecuteDeleteAsync(Cancel);
        await db.Subscribers.Where(s => s.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(s => s.Language, "fr"), Cancel);
        await db.Subscribers.Where(s => s.Id == 1).LoadAsync(Cancel);

        Assert.Equal([600, 600, 600, 30], commands.Timeouts);
    }

    [Fact]
    public void A_database_that_migrate_creates_reads_committed_snapshots()
    {
        using var db = AbsentServer.CreateContext();

        var statements = db.GetService<IMigrationsSqlGenerator>().Generate([new SqlServerCreateDatabaseOperation { Name = "InfoLettre" }]);

        Assert.Contains(
            statements, s => s.CommandText.Contains("ALTER DATABASE [InfoLettre] SET READ_COMMITTED_SNAPSHOT ON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whether_readers_wait_for_writers_is_asked_in_words_that_SQL_Server_knows()
    {
        await using var db = AbsentServer.CreateContext();

        Assert.Null(await DatabaseProvider.Sqlite.AdviceAsync(db.Database, Cancel));

        // No rows come back, so there is none to read.
        await Assert.ThrowsAsync<InvalidOperationException>(() => DatabaseProvider.SqlServer.AdviceAsync(db.Database, Cancel));
        await DatabaseProvider.SqlServer.ResetIsolationAsync(db.Database);
    }

    private sealed class Recorder : DbCommandInterceptor
    {
        public List<int> Timeouts { get; } = [];

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Timeouts.Add(command.CommandTimeout);
            return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(1));
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Timeouts.Add(command.CommandTimeout);
            return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(CannedReader.Empty()));
        }
    }
}

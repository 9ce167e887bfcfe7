using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>The checker checked: what works on SQLite and would fail on SQL Server is found, and what works on both is not.</summary>
public sealed class ShadowTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-shadow-").FullName;
    private readonly Shadow shadow = new();
    private readonly NewsletterContext db;
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public ShadowTests()
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, TestDatabase.CreateSqlite(folder));
        shadow.Attach(options);
        db = new NewsletterContext(options.Options);
    }

    [Fact]
    public async Task A_query_that_only_SQLite_translates_is_found()
    {
        var query = db.News.Where(n => EF.Functions.Glob(n.Title, "*é*"));

        var fault = await Assert.ThrowsAsync<SqlServerFaultException>(() => query.ToListAsync(cancellation));

        Assert.Contains("Glob", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT CAST(strftime('%Y', 'now') AS int) AS Value", "strftime")]
    [InlineData("SELECT 'a' || 'b' AS Value", "||")]
    [InlineData("SELECT 1 AS Value LIMIT 1", "LIMIT")]
    [InlineData("SELECT Title COLLATE NOCASE AS Value FROM News", "NOCASE")]
    [InlineData("SELECT SUM((SELECT COUNT(*) FROM Themes AS t WHERE t.Id < n.Id)) AS Value FROM News AS n", "aggregate")]
    [InlineData("SELECT COUNT(*) AS Value FROM News AS n GROUP BY (SELECT MAX(t.Id) FROM Themes AS t WHERE t.Id < n.Id)", "GROUP BY")]
    [InlineData("SELECT Id AS Value FROM (SELECT Id FROM News ORDER BY Title) AS n", "ORDER BY")]
    [InlineData("SELECT Tittle AS Value FROM News", "Tittle")]
    [InlineData("SELECT Title AS Value FROM Newses", "Newses")]
    [InlineData("SELECT rowid AS Value FROM News", "rowid")]
    [InlineData("SELECT name AS Value FROM sqlite_master", "sqlite_master")]
    [InlineData("SELECT value AS Value FROM json_each('[1]')", "json_each")]
    public async Task A_query_by_hand_that_only_SQLite_understands_is_found(string sql, string culprit)
    {
        var fault = await Assert.ThrowsAsync<SqlServerFaultException>(() => db.Database.SqlQueryRaw<string>(sql).ToListAsync(cancellation));

        Assert.Contains(culprit, fault.Message, StringComparison.Ordinal);
        Assert.Throws<SqlServerFaultException>(shadow.ThrowIfFaulty);
    }

    [Fact]
    public async Task A_command_by_hand_that_only_SQLite_understands_is_found() =>
        await Assert.ThrowsAsync<SqlServerFaultException>(
            () => db.Database.ExecuteSqlAsync($"UPDATE News SET Title = Title || {"!"} WHERE rowid = {1}", cancellation));

    [Fact]
    public async Task A_fault_is_found_again_each_time()
    {
        for (var time = 0; time < 2; time++)
        {
            await Assert.ThrowsAsync<SqlServerFaultException>(
                () => db.Database.SqlQueryRaw<int>("SELECT nosuch() AS Value").ToListAsync(cancellation));
        }
    }

    [Fact]
    public async Task A_transaction_that_the_retries_of_SQL_Server_would_refuse_is_found()
    {
        await using (await db.Database.BeginTransactionAsync(cancellation))
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => db.News.ToListAsync(cancellation));
            Assert.Contains("execution strategy", refusal.Message, StringComparison.Ordinal);
        }

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.News.ToListAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        });
    }

    [Fact]
    public async Task The_further_selects_of_a_split_query_are_judged()
    {
        await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).ThenInclude(i => i.NewsItem).ToListAsync(cancellation);

        Assert.Contains(
            Statements.All,
            s => s.Contains("[IssueSectionId]", StringComparison.Ordinal) && s.EndsWith("ORDER BY [i].[Id], [i0].[Id]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Saves_are_judged_batch_after_batch()
    {
        var now = new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);
        var themes = Enumerable.Range(1, 5).Select(n => new Theme($"Thème {n}", $"theme-{n}")).ToList();
        var news = new NewsItem("Un titre", null, null, now);
        news.Tag(themes);
        db.News.Add(news);
        await db.SaveChangesAsync(cancellation);

        news.Write("Un autre", "Un texte", "fr", null, null, now);
        news.Tag(themes[..1]);
        await db.SaveChangesAsync(cancellation);

        shadow.ThrowIfFaulty();
        Assert.Contains(Statements.All, s => s.Contains("MERGE [Themes]", StringComparison.Ordinal));
        Assert.Contains(Statements.All, s => s.Contains("INSERT INTO [NewsItemThemes]", StringComparison.Ordinal));
        Assert.Contains(Statements.All, s => s.Contains("DELETE FROM [NewsItemThemes]", StringComparison.Ordinal));
        Assert.Contains(Statements.All, s => s.Contains("UPDATE [News]", StringComparison.Ordinal));
        Assert.Equal("Un autre", await db.News.Select(n => n.Title).SingleAsync(cancellation));
    }

    [Fact]
    public async Task Sets_lists_nulls_and_aggregates_are_judged_without_a_fault()
    {
        int[] ids = [1, 2];
        int? cite = null;
        await db.News.Where(n => ids.Contains(n.Id) && n.CiteId == cite).OrderBy(n => n.Title).Skip(1).Take(2).ToListAsync(cancellation);
        await db.News.Where(n => n.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(n => n.State, NewsState.Submitted), cancellation);
        await db.Suppressions.ExecuteDeleteAsync(cancellation);
        Assert.Equal(0, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, cancellation));
        Assert.Null(await db.News.MaxAsync(n => (DateTime?)n.UpdatedAt, cancellation));
        Assert.False(await db.News.AnyAsync(n => db.Themes.Any(t => t.Name == n.Title), cancellation));
        await db.News.GroupBy(n => n.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);

        shadow.ThrowIfFaulty();
        Assert.Contains(Statements.All, s => s.StartsWith("UPDATE [n]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_statement_by_hand_for_SQLite_is_judged_by_its_twin_for_SQL_Server()
    {
        await db.Database.ExecuteSqlRawAsync(
            DatabaseProvider.Sqlite.QueueDeliveries,
            [1, DateTime.UnixEpoch, "lettre.example", .. Audience.Everyone.Parameters(DateOnly.FromDateTime(DateTime.UnixEpoch))],
            cancellation);

        shadow.ThrowIfFaulty();
        Assert.Contains(Statements.All, s => s.Contains("CONVERT(varchar(36), NEWID())", StringComparison.Ordinal));
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task Disposing_a_site_fails_when_the_product_has_caught_the_exception()
    {
        var site = new SiteFactory();
        await site.WithDatabaseAsync(async context =>
        {
            try
            {
                await context.Database.SqlQueryRaw<int>("SELECT random() AS Value").ToListAsync(cancellation);
            }
            catch (SqlServerFaultException)
            {
                // As a worker's outer loop would.
            }
        });

        var fault = await Assert.ThrowsAsync<SqlServerFaultException>(async () => await site.DisposeAsync());
        Assert.Contains("random", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        db.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

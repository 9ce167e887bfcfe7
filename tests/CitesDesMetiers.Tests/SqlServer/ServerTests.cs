using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>What only a real server can tell. Selected by tests/run-sqlserver.sh.</summary>
[Trait("Database", "SqlServer")]
public sealed partial class ServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_statements_of_a_dispatch_seek_their_deliveries()
    {
        await using var site = new SmtpSite();
        await site.CompletedAsync(await site.DispatchAsync(2_000));

        var plans = await site.WithDatabaseAsync(db => db.Database.SqlQueryRaw<string>(
            """
            SELECT CONVERT(nvarchar(max), p.[query_plan]) AS [Value]
            FROM [sys].[dm_exec_query_stats] AS s
            CROSS APPLY [sys].[dm_exec_sql_text](s.[sql_handle]) AS t
            CROSS APPLY [sys].[dm_exec_query_plan](s.[plan_handle]) AS p
            WHERE p.[dbid] = DB_ID() AND (t.[text] LIKE N'%OUTPUT inserted%' OR t.[text] LIKE N'%@outcomes%')
            """).ToListAsync(Cancel));

        Assert.NotEmpty(plans);
        Assert.All(plans, plan => Assert.DoesNotMatch(ScanOfDeliveries(), plan));
    }

    [Fact]
    public async Task A_hundred_thousand_people_are_imported_within_the_time_out()
    {
        await using var site = new SiteFactory();
        using var desk = await ImportDesk.OpenAsync(site);
        var people = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"p{n}@ex.example\n"));

        var import = await desk.ImportAsync(ImportDesk.Utf8("Courriel\n" + people));

        Assert.Equal((ImportState.Done, 100_000), (import.State, import.Imported));
    }

    [GeneratedRegex("""<RelOp[^>]*PhysicalOp="(?:Table|Clustered Index|Index) Scan"[^>]*>(?:(?!<RelOp).)*Table="\[Deliveries\]""", RegexOptions.Singleline)]
    private static partial Regex ScanOfDeliveries();
}

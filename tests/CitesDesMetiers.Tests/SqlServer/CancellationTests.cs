using System.Data.Common;
using CitesDesMetiers.Core.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Tests.SqlServer;

public class CancellationTests
{
    [Fact]
    public async Task A_cancelled_command_is_a_cancellation_and_no_fault_of_the_database()
    {
        using var leaves = new CancellationTokenSource();

        // A true exception of the client, which has no other way to be made. Nobody listens at this port.
        await using var nowhere = new SqlConnection("Server=127.0.0.1,9;User Id=x;Password=x;Connect Timeout=1;Pooling=false;ConnectRetryCount=0");
        var fault = await Assert.ThrowsAsync<SqlException>(() => nowhere.OpenAsync(TestContext.Current.CancellationToken));
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.SqlServer.Configure(options, "Server=absent.invalid;Database=absent");
        options.AddInterceptors(new AbsentServer.ClosedConnections(), new Interrupted(leaves, fault));
        await using var db = new NewsletterContext(options.Options);

        await Assert.ThrowsAsync<OperationCanceledException>(() => db.Cites.CountAsync(leaves.Token));
    }

    /// <summary>What the client does when its caller leaves while it waits.</summary>
    private sealed class Interrupted(CancellationTokenSource leaves, SqlException fault) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await leaves.CancelAsync();
            throw fault;
        }
    }
}

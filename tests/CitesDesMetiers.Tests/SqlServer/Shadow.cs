using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// Follows contexts on SQLite: all they ask and save is asked and saved a second time on the SqlServer provider, which has no
/// server, and what SQL Server would refuse fails there and then. One a site; it keeps the faults, because the product may
/// have caught the exception.
/// </summary>
internal sealed class Shadow : DbCommandInterceptor
{
    private readonly ConcurrentQueue<SqlServerFaultException> faults = new();

    public void Attach(DbContextOptionsBuilder options)
    {
        options.AddInterceptors(this).ReplaceService<IDatabase, ShadowedDatabase>();

        // SQL Server's strategy retries, and therefore refuses a transaction begun outside CreateExecutionStrategy().
        new SqliteDbContextOptionsBuilder(options).ExecutionStrategy(d => new RetryingLikeSqlServer(d));
    }

    public static Shadow Of(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.Interceptors!.OfType<Shadow>().Single();

    /// <exception cref="SqlServerFaultException">The first of the faults that came up.</exception>
    public void ThrowIfFaulty()
    {
        if (faults.TryPeek(out var fault))
        {
            throw fault;
        }
    }

    public ShadowQuery<TResult> Translate<TResult>(Expression query, bool async) =>
        Keeping(() => new ShadowQuery<TResult>(query, async));

    public void Run<TResult>(ShadowQuery<TResult> query, IReadOnlyDictionary<string, object?> parameters) =>
        Keeping(() =>
        {
            query.Run(parameters);
            return true;
        });

    public void Save(IList<IUpdateEntry> entries) =>
        Keeping(() =>
        {
            using var context = AbsentServer.CreateContext();
            return context.GetService<IDatabase>().SaveChanges([.. entries.Select(e => new ShadowEntry(e, context))]);
        });

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        CheckRaw(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        CheckRaw(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <summary>Statements written by hand reach no <see cref="IDatabase"/>.</summary>
    private void CheckRaw(DbCommand command, CommandEventData eventData)
    {
        // PRAGMA is how the SQLite provider's file sets up its file; SQL Server has no part in it.
        if (eventData.CommandSource is CommandSource.ExecuteSqlRaw && !command.CommandText.StartsWith("PRAGMA", StringComparison.Ordinal))
        {
            Keeping(() =>
            {
                Statements.Check(RawSql.ForSqlServer(command.CommandText), command.Parameters.Cast<DbParameter>());
                return true;
            });
        }
    }

    private T Keeping<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e)
        {
            var fault = e as SqlServerFaultException ?? e.InnerException as SqlServerFaultException
                ?? new SqlServerFaultException("(before any statement was made)", [e.GetType().Name + ": " + e.Message], e);
            faults.Enqueue(fault);
            throw fault;
        }
    }

    private sealed class RetryingLikeSqlServer(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, 1, TimeSpan.Zero)
    {
        /// <summary>One of those that SQL Server's strategy retries on.</summary>
        protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
    }
}

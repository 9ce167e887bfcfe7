using System.Data.Common;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// The product's context on the real SqlServer provider, with nobody at the other end: connections are never opened, every
/// command is judged and then answered with no rows, or with as many as a save expects.
/// </summary>
internal static class AbsentServer
{
    private static readonly DbContextOptions<NewsletterContext> Options = CreateOptions();

    public static NewsletterContext CreateContext()
    {
        var context = new NewsletterContext(Options);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; // SqlCommand takes no transaction but its own.
        return context;
    }

    private static DbContextOptions<NewsletterContext> CreateOptions()
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.SqlServer.Configure(options, "Server=absent.invalid;Database=absent");
        new SqlServerDbContextOptionsBuilder(options).ExecutionStrategy(d => new NonRetryingExecutionStrategy(d));
        options.AddInterceptors(new ClosedConnections(), new JudgedCommands());
        options.ReplaceService<IQueryTranslationPostprocessorFactory, SplitQueries>();
        return options.Options;
    }

    internal sealed class ClosedConnections : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());

        public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionClosingAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class JudgedCommands : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Statements.Check(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(
                eventData.CommandSource is CommandSource.SaveChanges ? CannedReader.ForSave(command.CommandText) : CannedReader.Empty());
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Statements.Check(command);
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Statements.Check(command);
            return InterceptionResult<object>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ScalarExecuting(command, eventData, result));
    }
}

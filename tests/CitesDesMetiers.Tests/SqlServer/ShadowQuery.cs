using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>One query of the product, translated a second time for SQL Server.</summary>
internal sealed class ShadowQuery<TResult>
{
    private readonly Func<QueryContext, TResult> compiled;
    private readonly IReadOnlyList<RelationalCommandCache> further;
    private readonly ConcurrentDictionary<string, bool> passed = new(StringComparer.Ordinal);

    /// <param name="query">After Entity Framework has taken the parameters out of it.</param>
    /// <exception cref="SqlServerFaultException">It does not translate.</exception>
    public ShadowQuery(Expression query, bool async)
    {
        try
        {
            using var context = AbsentServer.CreateContext();
            var rooted = new RootsOnSqlServer(context).Visit(query);
            (compiled, var selects) = SplitQueries.Note(() => context.GetService<IDatabase>().CompileQuery<TResult>(rooted, async));
            further = [.. selects.Select(select => Commands(context, select))];
        }
        catch (InvalidOperationException e)
        {
            throw new SqlServerFaultException(ExpressionPrinter.Print(query), [e.Message], e);
        }
    }

    /// <summary>
    /// Runs it against the absent server with the values of this moment: a null or a longer list makes another statement. What
    /// has passed with nulls and lists alike is not run again.
    /// </summary>
    /// <exception cref="SqlServerFaultException">A statement it makes would be refused.</exception>
    public void Run(IReadOnlyDictionary<string, object?> parameters)
    {
        var shape = string.Join(',', parameters.Values.Select(v => v is null ? "null" : v is ICollection list ? $"{list.Count}" : ""));
        if (!passed.ContainsKey(shape))
        {
            Execute(parameters);
            passed.TryAdd(shape, true);
        }
    }

    private void Execute(IReadOnlyDictionary<string, object?> parameters)
    {
        using var context = AbsentServer.CreateContext();
        var execution = context.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in parameters)
        {
            execution.Parameters.Add(name, value);
        }

        foreach (var command in further)
        {
            using var statement = command.GetRelationalCommandTemplate(execution.Parameters).CreateDbCommand(
                new RelationalCommandParameterObject(context.GetService<IRelationalConnection>(), execution.Parameters, null, context, null),
                Guid.Empty,
                DbCommandMethod.ExecuteReader);
            Statements.Check(statement);
        }

        try
        {
            Answer(compiled(execution));
        }
        catch (InvalidOperationException e) when (e.Message == CoreStrings.SequenceContainsNoElements)
        {
            // First, Single, Count and Max want a row; the statement has been judged by then.
        }
    }

    /// <summary>A list only has to show its statement; a single value has been asked for already, and its task has ended.</summary>
    private static void Answer(TResult result)
    {
        if (result is IRelationalQueryingEnumerable rows)
        {
            using var statement = rows.CreateDbCommand();
            Statements.Check(statement);
        }
        else if (result is Task task)
        {
            task.GetAwaiter().GetResult();
        }
    }

    private static RelationalCommandCache Commands(NewsletterContext context, SelectExpression select) => new(
        context.GetService<IMemoryCache>(),
        context.GetService<IQuerySqlGeneratorFactory>(),
        context.GetService<IRelationalParameterBasedSqlProcessorFactory>(),
        select,
        useRelationalNulls: false,
        RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>()).ParameterizedCollectionMode);

    private sealed class RootsOnSqlServer(NewsletterContext context) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            FromSqlQueryRootExpression raw => new FromSqlQueryRootExpression(Same(raw.EntityType), RawSql.ForSqlServer(raw.Sql), Visit(raw.Argument)),
            SqlQueryRootExpression raw => new SqlQueryRootExpression(raw.ElementType, RawSql.ForSqlServer(raw.Sql), Visit(raw.Argument)),
            EntityQueryRootExpression root => root.UpdateEntityType(Same(root.EntityType)),
            _ => base.VisitExtension(node),
        };

        private IEntityType Same(IEntityType type) =>
            context.Model.FindEntityType(type.Name) ?? context.GetService<IAdHocMapper>().GetOrAddEntityType(type.ClrType);
    }
}

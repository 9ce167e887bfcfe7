using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// The gate between Entity Framework and SQLite through which every query and every save goes, whoever wrote it. Compiled
/// queries are kept by Entity Framework, so each is translated for SQL Server once a run, and run there each time.
/// </summary>
internal sealed class ShadowedDatabase(
    DatabaseDependencies dependencies, RelationalDatabaseDependencies relationalDependencies, ICurrentDbContext current)
    : RelationalDatabase(dependencies, relationalDependencies)
{
    private Shadow Shadow => Shadow.Of(current.Context);

    public override int SaveChanges(IList<IUpdateEntry> entries)
    {
        Shadow.Save(entries);
        return base.SaveChanges(entries);
    }

    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        Shadow.Save(entries);
        return base.SaveChangesAsync(entries, cancellationToken);
    }

    public override Func<QueryContext, TResult> CompileQuery<TResult>(Expression query, bool async)
    {
        var real = base.CompileQuery<TResult>(query, async);
        var shadow = Shadow.Translate<TResult>(query, async);
        return context =>
        {
            Shadow.Of(context.Context).Run(shadow, context.Parameters);
            return real(context);
        };
    }
}

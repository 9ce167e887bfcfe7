using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.SqlServer.Query.Internal;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// Notes the further SELECTs of a split query while it is translated: they run only once the first has found rows, and the
/// absent server finds none.
/// </summary>
internal sealed class SplitQueries(
    QueryTranslationPostprocessorDependencies dependencies, RelationalQueryTranslationPostprocessorDependencies relational)
    : SqlServerQueryTranslationPostprocessorFactory(dependencies, relational)
{
    [ThreadStatic]
    private static List<SelectExpression>? noted;

    /// <summary>Runs a translation, which stays on this thread, and gives the SELECTs that came by.</summary>
    public static (T Translated, IReadOnlyList<SelectExpression> Further) Note<T>(Func<T> translate)
    {
        var outer = noted;
        List<SelectExpression> mine = noted = [];
        try
        {
            return (translate(), mine);
        }
        finally
        {
            noted = outer;
        }
    }

    public override QueryTranslationPostprocessor Create(QueryCompilationContext queryCompilationContext) =>
        new Noting(Dependencies, queryCompilationContext, base.Create(queryCompilationContext));

    private sealed class Noting(
        QueryTranslationPostprocessorDependencies dependencies, QueryCompilationContext context, QueryTranslationPostprocessor inner)
        : QueryTranslationPostprocessor(dependencies, context)
    {
        public override Expression Process(Expression query)
        {
            var processed = inner.Process(query);
            if (processed is ShapedQueryExpression shaped)
            {
                new Finder().Visit(shaped.ShaperExpression);
            }

            return processed;
        }
    }

    private sealed class Finder : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node)
        {
            if (node is RelationalSplitCollectionShaperExpression collection)
            {
                noted?.Add(collection.SelectExpression);
                Visit(collection.InnerShaper);
                return node;
            }

            return base.VisitExtension(node);
        }
    }
}

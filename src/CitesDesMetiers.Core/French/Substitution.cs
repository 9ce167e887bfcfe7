using System.Linq.Expressions;

namespace CitesDesMetiers.Core.French;

/// <summary>Replaces a parameter by an expression, so that a condition on a text becomes one on a column.</summary>
internal sealed class Substitution(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : base.VisitParameter(node);
}

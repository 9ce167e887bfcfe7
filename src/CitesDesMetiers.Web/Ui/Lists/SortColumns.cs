using System.Linq.Expressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>The sortable columns of a list, by their names in the address.</summary>
/// <param name="initial">The default sort order, written as in the address.</param>
internal sealed class SortColumns<T>(string initial) where T : class
{
    private readonly Dictionary<string, Func<IQueryable<T>, bool, IOrderedQueryable<T>>> columns = [];

    public SortColumns<T> By<TKey>(string name, Expression<Func<T, TKey>> key)
    {
        columns[name] = (rows, down) => down ? rows.OrderByDescending(key) : rows.OrderBy(key);
        return this;
    }

    /// <summary>Adds a column that is sorted by the rules of French dictionaries.</summary>
    public SortColumns<T> ByText(string name, Expression<Func<T, string?>> text) => By(name, FrenchOrder.Collated(text));

    /// <summary>Adds a column that is sorted by the French label of its value, which the list shows.</summary>
    public SortColumns<T> ByLabel<TEnum>(string name, Expression<Func<T, TEnum>> key) where TEnum : struct, Enum
    {
        var place = FrenchSlugBinder.InOrder<TEnum>().Select((value, i) => (value, i)).Aggregate(
            (Expression)Expression.Constant(0),
            (otherwise, next) =>
                Expression.Condition(Expression.Equal(key.Body, Expression.Constant(next.value)), Expression.Constant(next.i), otherwise));
        return By(name, Expression.Lambda<Func<T, int>>(place, key.Parameters));
    }

    /// <summary>Adds a column that is sorted by the search text, which begins with the name and has no accents or capitals.</summary>
    public SortColumns<T> ByName(string name) => By(name, row => EF.Property<string>(row, ISearchable.Column));

    /// <summary>The requested order, or the default for an unknown column.</summary>
    public string OrderOf(string? requested) => requested is not null && columns.ContainsKey(requested.TrimStart('-')) ? requested : initial;

    /// <summary>Applies the requested order. Equal rows are ordered from newest to oldest.</summary>
    public IQueryable<T> Apply(IQueryable<T> rows, string? requested)
    {
        var order = OrderOf(requested);
        return columns[order.TrimStart('-')](rows, order.StartsWith('-')).ThenByDescending(row => EF.Property<int>(row, "Id"));
    }
}

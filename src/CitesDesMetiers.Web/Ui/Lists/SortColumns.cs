using System.Linq.Expressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>The columns by which a list can be sorted, under the names they have in its address.</summary>
/// <param name="initial">The order without a wish, written as in the address.</param>
public sealed class SortColumns<T>(string initial) where T : class
{
    private readonly Dictionary<string, Func<IQueryable<T>, bool, IOrderedQueryable<T>>> columns = [];

    public string Initial => initial;

    public SortColumns<T> By<TKey>(string name, Expression<Func<T, TKey>> key)
    {
        columns[name] = (rows, down) => down ? rows.OrderByDescending(key) : rows.OrderBy(key);
        return this;
    }

    /// <summary>Sorts as French dictionaries do.</summary>
    public SortColumns<T> ByText(string name, Expression<Func<T, string?>> text) => By(name, FrenchOrder.Collated(text));

    /// <summary>Sorts by the French name of a value, which is what the list shows.</summary>
    public SortColumns<T> ByLabel<TEnum>(string name, Expression<Func<T, TEnum>> key) where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(key);
        var place = FrenchSlugBinder.InOrder<TEnum>().Select((value, i) => (value, i)).Aggregate(
            (Expression)Expression.Constant(0),
            (otherwise, next) => Expression.Condition(Expression.Equal(key.Body, Expression.Constant(next.value)), Expression.Constant(next.i), otherwise));
        return By(name, Expression.Lambda<Func<T, int>>(place, key.Parameters));
    }

    /// <summary>Sorts by the text search compares, which begins with the name: accents and capitals do not count.</summary>
    public SortColumns<T> ByName(string name) => By(name, row => EF.Property<string>(row, ISearchable.Column));

    /// <summary>In the order wished for, or the initial one where there is no such column. Equal rows stand newest first.</summary>
    public IQueryable<T> Apply(IQueryable<T> rows, string? wish)
    {
        var order = wish is not null && columns.ContainsKey(wish.TrimStart('-')) ? wish : initial;
        return columns[order.TrimStart('-')](rows, order.StartsWith('-')).ThenByDescending(row => EF.Property<int>(row, "Id"));
    }
}

using System.Globalization;
using System.Linq.Expressions;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.French;

/// <summary>The order of French dictionaries, in memory and in queries, for every list of names that a person reads.</summary>
public static class FrenchOrder
{
    /// <summary>The SQL Server collation; <see cref="SqliteProvider"/> registers <see cref="Alphabet"/> under the same name.</summary>
    public const string Collation = "French_CI_AI";

    private static readonly CompareInfo French = CultureInfo.GetCultureInfo("fr-FR").CompareInfo;

    /// <summary>
    /// Compares word by word, ignoring case and leading quotation marks. Accents only decide between words that are otherwise equal:
    /// De Rouen, Équipe, Gênes, Genève, « Ti métié », Zurich.
    /// </summary>
    public static IComparer<string?> Alphabet { get; } = Comparer<string?>.Create((one, other) =>
        French.Compare(Bare(one), Bare(other), CompareOptions.IgnoreCase));

    private static string? Bare(string? text) => text?.TrimStart('«', '“', '„', '"', '‘', '\'', '(', ' ', '\u00A0', '\u202F');

    public static IOrderedQueryable<T> OrderByFrench<T>(this IQueryable<T> rows, Expression<Func<T, string?>> text) => rows.OrderBy(Collated(text));

    public static IOrderedQueryable<T> ThenByFrench<T>(this IOrderedQueryable<T> rows, Expression<Func<T, string?>> text) =>
        rows.ThenBy(Collated(text));

    /// <summary>The text as a sort key. Within other expressions, use <c>EF.Functions.Collate(text, FrenchOrder.Collation)</c>.</summary>
    public static Expression<Func<T, string?>> Collated<T>(Expression<Func<T, string?>> text)
    {
        Expression<Func<string?, string?>> collated = value => EF.Functions.Collate(value, Collation);
        return Expression.Lambda<Func<T, string?>>(new Substitution(collated.Parameters[0], text.Body).Visit(collated.Body), text.Parameters);
    }
}

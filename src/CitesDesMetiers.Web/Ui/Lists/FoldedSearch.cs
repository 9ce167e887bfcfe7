using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>Search that forgives accents, ligatures, capitals and apostrophes: "coeur" finds "Cœur".</summary>
internal static class FoldedSearch
{
    private const int MaxTerms = 8;
    internal const string Escape = @"\";

    /// <summary>The rows that hold every word sought, in any order; all of them without a word.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> rows, string? sought) where T : class, ISearchable =>
        PatternsOf(sought).Aggregate(rows, (found, pattern) => found.Where(x => EF.Functions.Like(EF.Property<string>(x, ISearchable.Column), pattern, Escape)));

    /// <summary>LIKE patterns of the words, with what LIKE would read as a sign escaped.</summary>
    public static IReadOnlyList<string> PatternsOf(string? sought) =>
        [.. Folding.Fold(sought ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxTerms).Select(term => $"%{Escaped(term)}%")];

    private static string Escaped(string term) =>
        term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
}

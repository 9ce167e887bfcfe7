using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>Searches without regard to accents, ligatures, case and apostrophes: "coeur" finds "Cœur".</summary>
internal static class FoldedSearch
{
    private const int MaxTerms = 8;
    internal const string Escape = @"\";

    /// <summary>The rows that contain every word, in any order; all rows for an empty search.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> rows, string? search) where T : class, ISearchable =>
        PatternsOf(search)
            .Aggregate(rows, (found, pattern) => found.Where(x => EF.Functions.Like(EF.Property<string>(x, ISearchable.Column), pattern, Escape)));

    /// <summary>LIKE patterns of the words, with the wildcards of LIKE escaped.</summary>
    public static IReadOnlyList<string> PatternsOf(string? search) =>
        [.. Folding.Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxTerms).Select(Containing)];

    /// <summary>The LIKE pattern of a text as it stands, anywhere.</summary>
    public static string Containing(string text) => $"%{Escaped(text)}%";

    private static string Escaped(string term) =>
        term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
}

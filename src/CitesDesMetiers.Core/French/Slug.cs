using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>The readable part of an address: lower-case ASCII letters, digits and single hyphens.</summary>
public static partial class Slug
{
    /// <summary>The slug of a text without a usable letter.</summary>
    public const string Untitled = "sans-titre";

    /// <summary>"Cœur de ville : l’été à Saint-Étienne !" is coeur-de-ville-l-ete-a-saint-etienne. Never empty.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="max">Longest result in characters, at least 10; cut between words if possible.</param>
    public static string From(string text, int max = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, Untitled.Length);
        var slug = Cut(NotSlug().Replace(Folding.Fold(text), "-").Trim('-'), max);
        return slug.Length == 0 ? Untitled : slug;
    }

    /// <summary>The slug, or with the first of -2, -3, … that is not taken, within the length.</summary>
    public static string Unique(string slug, IReadOnlySet<string> taken, int max = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, Untitled.Length);
        var candidate = Cut(slug, max);
        for (var n = 2; taken.Contains(candidate); n++)
        {
            candidate = FormattableString.Invariant($"-{n}");
            candidate = Cut(slug, max - candidate.Length) + candidate;
        }

        return candidate;
    }

    private static string Cut(string slug, int max)
    {
        if (slug.Length <= max)
        {
            return slug;
        }

        var end = slug.LastIndexOf('-', max);
        return slug[..(end > 0 ? end : max)];
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotSlug();
}

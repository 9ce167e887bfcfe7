namespace CitesDesMetiers.Core.French;

/// <summary>Singular and plural of a French word, for the search: it may offer a form that does not exist, never one that is missing.</summary>
public static class Plurals
{
    private const int ShortestToChange = 3;

    /// <param name="word">A folded word.</param>
    /// <returns>The word first, then its possible singulars and plurals.</returns>
    public static IReadOnlyList<string> FormsOf(string word)
    {
        if (word.Length < ShortestToChange || char.IsAsciiDigit(word[^1]))
        {
            return [word];
        }

        return word[^1] switch
        {
            's' => [word, word[..^1]],
            'x' when word.EndsWith("aux", StringComparison.Ordinal) => [word, word[..^1], word[..^2] + "l", word[..^2] + "il"],
            'x' => [word, word[..^1]],
            'z' => [word],
            'l' when word.EndsWith("ail", StringComparison.Ordinal) => [word, word + "s", word[..^2] + "ux"],
            'l' when word.EndsWith("al", StringComparison.Ordinal) => [word, word + "s", word[..^1] + "ux"],
            'u' => [word, word + "s", word + "x"],
            _ => [word, word + "s"],
        };
    }
}

using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Search;

/// <summary>What somebody typed into the search, as terms that must all be found.</summary>
/// <param name="Text">As typed, at most <see cref="LongestText"/> characters.</param>
/// <param name="Terms">None if nothing typed is a letter or a digit.</param>
/// <param name="IsShortened">Whether the text was longer.</param>
public sealed partial record SearchQuery(string Text, IReadOnlyList<SearchTerm> Terms, bool IsShortened)
{
    public const int LongestText = 200;
    private const int MostTerms = 10;

    /// <summary>Words so common that they would find everything. They count only within a phrase, or if nothing else is typed.</summary>
    private static readonly HashSet<string> Common =
    [
        "a", "au", "aux", "avec", "ce", "ces", "d", "dans", "de", "des", "du", "en", "est", "et", "il", "j", "l", "la", "le", "les", "leur",
        "n", "on", "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sur", "un", "une", "y",
    ];

    /// <summary>
    /// Quotation marks « », “ ” and " hold a phrase together. A word finds its singular and its plural; the last one, as it may still be
    /// being typed, all words that begin with it.
    /// </summary>
    public static SearchQuery Parse(string? typed)
    {
        var text = (typed ?? "").Trim();
        var isShortened = text.Length > LongestText;
        text = isShortened ? text[..LongestText] : text;

        var terms = new List<(SearchTerm Term, bool IsCommon)>();
        var parts = Parts().Matches(text);
        for (var at = 0; at < parts.Count; at++)
        {
            var phrase = parts[at].Groups["phrase"];
            var words = SearchWords.Split(phrase.Success ? phrase.Value : parts[at].Value);
            if (phrase.Success && words.Count > 0)
            {
                terms.Add((new SearchTerm([string.Join(' ', words)], false), false));
                continue;
            }

            for (var n = 0; n < words.Count; n++)
            {
                var isLast = at == parts.Count - 1 && n == words.Count - 1 && words[n].Length > 1;
                terms.Add((isLast ? new SearchTerm([words[n]], true) : new SearchTerm(Plurals.FormsOf(words[n]), false), Common.Contains(words[n])));
            }
        }

        var telling = terms.Where(t => !t.IsCommon).ToList();
        return new SearchQuery(text, [.. (telling.Count > 0 ? telling : terms).Select(t => t.Term).Take(MostTerms)], isShortened);
    }

    [GeneratedRegex("""["«“](?<phrase>[^"»”]*)["»”]|[^\s"«“]+""", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}

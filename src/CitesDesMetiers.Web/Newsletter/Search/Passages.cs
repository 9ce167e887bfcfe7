using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <param name="IsHit">Whether it is what was looked for, to be marked.</param>
public readonly record struct Fragment(string Text, bool IsHit);

/// <summary>Finds the terms of a search in a text as it is shown, with its accents and ligatures.</summary>
internal static partial class Passages
{
    private const int Around = 90;
    private const int MostPassages = 2;

    /// <summary>The whole text, with what was found apart.</summary>
    public static IReadOnlyList<Fragment> Mark(string text, IReadOnlyList<SearchTerm> terms) => Cut(text, 0, text.Length, Hits(text, terms));

    /// <summary>
    /// The surroundings of the first hits, with "…" where the text goes on; the beginning of the text without a hit. At most about
    /// <see cref="MostPassages"/> times twice <see cref="Around"/> characters.
    /// </summary>
    public static IReadOnlyList<Fragment> Of(string text, IReadOnlyList<SearchTerm> terms)
    {
        var hits = Hits(text, terms);
        if (hits.Count == 0)
        {
            var end = After(text, 2 * Around);
            return [new Fragment(text[..end] + (end < text.Length ? "…" : ""), false)];
        }

        var shown = new List<Fragment>();
        var last = 0;
        for (var passage = 0; passage < MostPassages; passage++)
        {
            var next = hits.FindIndex(h => h.Start >= last);
            if (next < 0)
            {
                break;
            }

            var (from, to) = (Math.Max(last, Before(text, hits[next].Start - Around)), After(text, hits[next].End + Around));
            shown.Add(new Fragment(from > last || (passage == 0 && from > 0) ? (passage == 0 ? "…" : " … ") : "", false));
            shown.AddRange(Cut(text, from, to, hits));
            last = to;
        }

        return [.. shown.Where(f => f.Text.Length > 0), .. last < text.Length ? [new Fragment("…", false)] : Array.Empty<Fragment>()];
    }

    private static List<(int Start, int End)> Hits(string text, IReadOnlyList<SearchTerm> terms)
    {
        var words = Words().Matches(text).Select(m => (Folded: SearchWords.Of(m.Value).Trim(' '), Start: m.Index, End: m.Index + m.Length)).ToList();
        var hits = new List<(int Start, int End)>();
        for (var at = 0; at < words.Count; at++)
        {
            var length = terms.SelectMany(t => t.Forms, (t, form) => LengthAt(words, at, form.Split(' '), t.IsPrefix)).DefaultIfEmpty(0).Max();
            if (length > 0)
            {
                hits.Add((words[at].Start, words[at + length - 1].End));
                at += length - 1;
            }
        }

        return hits;
    }

    /// <returns>How many words of the text are the form, from this one on; 0 if they are not.</returns>
    private static int LengthAt(List<(string Folded, int Start, int End)> words, int at, string[] form, bool isPrefix)
    {
        for (var n = 0; n < form.Length; n++)
        {
            if (at + n >= words.Count
                || !(isPrefix ? words[at + n].Folded.StartsWith(form[n], StringComparison.Ordinal) : words[at + n].Folded == form[n]))
            {
                return 0;
            }
        }

        return form.Length;
    }

    private static List<Fragment> Cut(string text, int from, int to, List<(int Start, int End)> hits)
    {
        var fragments = new List<Fragment>();
        foreach (var (start, end) in hits.Where(h => h.Start >= from && h.End <= to))
        {
            fragments.Add(new Fragment(text[from..start], false));
            fragments.Add(new Fragment(text[start..end], true));
            from = end;
        }

        fragments.Add(new Fragment(text[from..to], false));
        return fragments;
    }

    private static int Before(string text, int at) => at <= 0 ? 0 : text.LastIndexOf(' ', at) + 1;

    private static int After(string text, int at) =>
        at >= text.Length ? text.Length : text.IndexOf(' ', at) is var space and >= 0 ? space : text.Length;

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}\p{Co}]+")]
    private static partial Regex Words();
}

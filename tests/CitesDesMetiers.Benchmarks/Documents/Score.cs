using System.Text.RegularExpressions;
using CitesDesMetiers.Documents.Understanding;

namespace CitesDesMetiers.Benchmarks.Documents;

/// <summary>Counts what was understood rightly of some documents.</summary>
internal sealed partial class Score
{
    public static readonly (string Name, string Wanted, Func<Score, (int Right, int All)> Of)[] Figures =
    [
        ("items found", ">= 98 %", s => s.items),
        ("items invented, of those found", "< 2 %", s => (s.invented, s.items.All)),
        ("right Cité", ">= 97 %", s => s.cites),
        ("right contact", ">= 97 %", s => s.contacts),
        ("dates of the agenda", ">= 98 %", s => s.dates),
        ("words in the right item", ">= 98 %", s => s.words),
        ("dates of the agenda inside an item", "0", s => (s.strayed, s.dates.All)),
        ("words of titles restored", ">= 97 %", s => s.titles),
        ("number, month, editorial, moves, address, team", "–", s => s.rest),
    ];

    private (int Right, int All) items;
    private (int Right, int All) cites;
    private (int Right, int All) contacts;
    private (int Right, int All) dates;
    private (int Right, int All) words;
    private (int Right, int All) titles;
    private (int Right, int All) rest;
    private int invented;
    private int strayed;

    /// <summary>Every miss of every document.</summary>
    public List<string> Misses { get; } = [];

    public void Add(string name, UnderstoodIssue expected, UnderstoodIssue got)
    {
        var left = got.Articles.ToList();
        foreach (var article in expected.Articles)
        {
            var match = left.Find(a => Normal(a.OriginalTitle) == Normal(article.OriginalTitle));
            Count(ref items, match is not null, name, $"not found: {article.Title}");
            if (match is not null)
            {
                left.Remove(match);
                Compare(name, article, match);
            }
        }

        invented += left.Count;
        Misses.AddRange(left.Select(a => $"{name}: invented: {a.OriginalTitle}"));
        var found = got.Agenda.Select(Key).ToList();
        foreach (var day in expected.Agenda)
        {
            Count(ref dates, found.Remove(Key(day)), name, $"date: {day.Start} {day.Title}");
            if (got.Articles.Any(a => Normal(a.Text).Contains(Normal(day.Title), StringComparison.Ordinal)))
            {
                strayed++;
                Misses.Add($"{name}: agenda inside an item: {day.Title}");
            }
        }

        Misses.AddRange(found.Select(d => $"{name}: invented date: {d}"));
        Rest(name, expected, got);
    }

    private void Compare(string name, UnderstoodArticle expected, UnderstoodArticle got)
    {
        Count(ref cites, expected.Cite == got.Cite, name, $"Cité of {expected.Title}: {got.Cite}");
        Count(ref contacts, expected.Contact == got.Contact, name, $"contact of {expected.Title}: {got.Contact}");
        var (wanted, text) = (Words(expected.Text).ToList(), Words(got.Text).ToList());
        var right = Shared(wanted, text);

        // Words too many count like words missing.
        words = (words.Right + right, words.All + Math.Max(wanted.Count, text.Count));
        if (right < Math.Max(wanted.Count, text.Count))
        {
            Misses.Add($"{name}: words of {expected.Title}: {right} of {wanted.Count}, {text.Count - right} too many");
        }

        var (title, restored) = (Words(expected.Title).ToList(), Words(got.Title).ToList());
        var same = title.Zip(restored).Count(p => p.First == p.Second);
        titles = (titles.Right + same, titles.All + title.Count);
        if (same < title.Count)
        {
            Misses.Add($"{name}: title: {got.Title}");
        }
    }

    private void Rest(string name, UnderstoodIssue expected, UnderstoodIssue got)
    {
        Count(ref rest, expected.Number == got.Number, name, $"number: {got.Number}");
        Count(ref rest, expected.Date == got.Date, name, $"month: {got.Date}");
        Count(ref rest, Normal(expected.Editorial?.Text) == Normal(got.Editorial?.Text), name, "text of the editorial");
        Count(ref rest, expected.Editorial?.Salutation == got.Editorial?.Salutation, name, $"salutation: {got.Editorial?.Salutation}");
        Count(ref rest, expected.Editorial?.Closing == got.Editorial?.Closing, name, $"closing: {got.Editorial?.Closing}");
        Count(ref rest, expected.Editorial?.Signatory == got.Editorial?.Signatory && expected.Editorial?.Role == got.Editorial?.Role,
            name, $"signature: {got.Editorial?.Signatory}, {got.Editorial?.Role}");
        Count(ref rest, expected.Moves.Select(Key).SequenceEqual(got.Moves.Select(Key)), name, $"moves: {string.Join("; ", got.Moves.Select(Key))}");
        Count(ref rest, expected.ContactAddress == got.ContactAddress, name, $"address: {got.ContactAddress}");
        Count(ref rest, expected.Team.SequenceEqual(got.Team), name, $"team: {string.Join("; ", got.Team)}");
    }

    private void Count(ref (int Right, int All) figure, bool isRight, string name, string miss)
    {
        figure = (figure.Right + (isRight ? 1 : 0), figure.All + 1);
        if (!isRight)
        {
            Misses.Add($"{name}: {miss}");
        }
    }

    private static (DateOnly?, DateOnly?, string, string, object) Key(UnderstoodDate d) => (d.Start, d.End, Normal(d.Title), Normal(d.Place), d.Kind);

    private static (string?, object, string?, string?) Key(UnderstoodMove m) => (m.Cite, m.Kind, m.Person, m.ReplacedBy);

    private static int Shared(List<string> wanted, List<string> got)
    {
        var left = got.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        return wanted.Count(w => left.TryGetValue(w, out var count) && (left[w] = count - 1) >= 0);
    }

    private static IEnumerable<string> Words(string? text) => Word().Matches(Link().Replace(text ?? "", "$1")).Select(m => m.Value);

#pragma warning disable CA1308 // Only compared.
    private static string Normal(string? text) => string.Join(' ', Words(text)).ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+")]
    private static partial Regex Word();

    /// <summary>A link whose address is not in the text of the document.</summary>
    [GeneratedRegex(@"\[([^\]]*)\]\(<[^>]*>\)")]
    private static partial Regex Link();
}

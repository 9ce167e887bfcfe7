using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Translates the words of imported tables to values: languages, Cités, themes, yes and no, dates.</summary>
internal sealed class Vocabulary
{
    private static readonly string[] Days =
        ["yyyy-M-d", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy/M/d", "d/M/yy", "d.M.yy", "d MMMM yyyy", "d MMM yyyy", "d MMM. yyyy", "yyyyMMdd",
            "yyyy.M.d"];

    private static readonly HashSet<string> Yes = ["oui", "o", "yes", "y", "1", "vrai", "true", "x", "ok", "j accepte", "accepte", "d accord",
        "consent", "si", "sim"];
    private static readonly HashSet<string> No = ["non", "n", "no", "0", "faux", "false", "refus", "refuse", "je refuse", "desinscrit", "nao"];
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private readonly Dictionary<string, string> languages = [];
    private readonly Dictionary<string, int> cites = [];
    private readonly Dictionary<string, int> themes = [];

    private Vocabulary()
    {
        foreach (var (code, name) in Languages.All)
        {
            var culture = CultureInfo.GetCultureInfo(code);
            foreach (var word in new[] { code, name, culture.NativeName, culture.EnglishName, culture.ThreeLetterISOLanguageName })
            {
                languages[Folding.Fold(word)] = code;
            }
        }
    }

    public static async Task<Vocabulary> ReadAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var words = new Vocabulary();
        foreach (var city in (await db.Cites.Select(c => new { c.Id, c.Name, c.City, c.Slug }).ToListAsync(cancellation))
            .GroupBy(c => Folding.Fold(c.City)))
        {
            if (city.Key.Length > 0 && city.Count() == 1)
            {
                words.cites[city.Key] = city.First().Id;
            }

            foreach (var cite in city)
            {
                words.cites[Folding.Fold(cite.Name)] = words.cites[Folding.Fold(cite.Slug)] = cite.Id;
            }
        }

        foreach (var theme in await db.Themes.Select(t => new { t.Id, t.Name, t.Slug }).ToListAsync(cancellation))
        {
            words.themes[Folding.Fold(theme.Name)] = words.themes[Folding.Fold(theme.Slug)] = theme.Id;
        }

        return words;
    }

    /// <summary>An ISO 639-1 code, also from "fr-BE".</summary>
    public string? Language(string text) =>
        languages.GetValueOrDefault(Folding.Fold(text))
            ?? (text.Length is > 3 and < 10 && text[2] is '-' or '_' ? languages.GetValueOrDefault(Folding.Fold(text[..2])) : null);

    public int? Cite(string text) => cites.TryGetValue(Folding.Fold(text), out var id) ? id : null;

    public int? Theme(string text) => themes.TryGetValue(Folding.Fold(text), out var id) ? id : null;

    /// <summary>Null when the text means neither yes nor no.</summary>
    public static bool? Consent(string text)
    {
        var folded = Folding.Fold(text).TrimEnd('.', '!');
        return Yes.Contains(folded) ? true : No.Contains(folded) ? false : null;
    }

    /// <summary>A date in the notation of French texts, databases or spreadsheets, with or without a time.</summary>
    public static DateOnly? Day(string text)
    {
        var trimmed = text.Trim().Replace("1er ", "1 ", StringComparison.OrdinalIgnoreCase);
        if (trimmed.IndexOfAny(['T', ' ']) is > 7 and var at && char.IsAsciiDigit(trimmed[at - 1]) && trimmed.Length > at + 1
            && char.IsAsciiDigit(trimmed[at + 1]))
        {
            trimmed = trimmed[..at];
        }

        return DateOnly.TryParseExact(trimmed, Days, French, DateTimeStyles.None, out var day) ? day
            : int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
                && serial is > 30_000 and < 80_000 ? DateOnly.FromDateTime(DateTime.FromOADate(serial))
            : null;
    }
}

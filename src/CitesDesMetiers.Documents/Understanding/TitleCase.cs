using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Brings titles in capitals to sentence case, with the accents that the text and a list of words tell.</summary>
internal sealed partial class TitleCase
{
    private static readonly Lazy<string> Words = new(ReadWords);

    private readonly SentenceCase cases;
    private readonly HashSet<string> known;

    public TitleCase(IEnumerable<KnownCite> cites, IEnumerable<Part> parts)
    {
        var text = string.Join("\n", parts.Where(p => !p.IsInCapitals).Select(p => p.Text));
        cases = new SentenceCase(
            cites.SelectMany(c => new[] { c.Name, c.City, c.Region }.Concat(c.OtherNames ?? [])).OfType<string>(), Words.Value + "\n" + text);
        known = [.. Folding.Fold(Words.Value + " " + text).Split(' ', ',', '.', ':', ';', '!', '?', '(', ')')];
    }

    public (string Title, double Sure, string Why) Of(string written, string text)
    {
        if (!cases.IsInCapitals(written))
        {
            return (written, 1, "Écrit ainsi.");
        }

        var words = Folding.Fold(written).Split(' ', ',', '.', ':', ';', '!', '?', '(', ')').Where(w => w.Length > 3 && w.All(char.IsLetter))
            .ToList();
        var guessed = words.Where(w => !known.Contains(w)).Distinct().ToList();
        if (!French.Is(text))
        {
            return (NotFrench().Replace(cases.Of(written, text), m => m.Value == "À" ? "A" : "a"), 0.75,
                "Le texte n’est pas en français : capitales à vérifier.");
        }

        return (
            QuoteStart().Replace(cases.Of(written, text), m => m.Value.ToUpperInvariant()), guessed.Count == 0 ? 0.95 : 0.7,
            guessed.Count == 0 ? "Tous les mots du titre en capitales sont connus."
                : "Accents et majuscules à vérifier : " + string.Join(", ", guessed) + ".");
    }

    /// <summary>What a title quotes is most often a title itself.</summary>
    [GeneratedRegex("(?<=[«“]\\s?)\\p{Ll}")]
    private static partial Regex QuoteStart();

    [GeneratedRegex(@"(?<!\p{L})[Àà](?!\p{L})")]
    private static partial Regex NotFrench();

    private static string ReadWords()
    {
        using var stream = typeof(TitleCase).Assembly.GetManifestResourceStream("words.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings(", ");
    }
}

using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>
/// Converts French titles typed in capitals to sentence case. Acronyms and proper names keep their capitals when they are known: from
/// the names given, from the text below the title, or from a short list.
/// </summary>
public sealed partial class SentenceCase
{
    /// <summary>A title with fewer capitals does not count as one in capitals.</summary>
    private const int LeastLetters = 6;

    private static readonly HashSet<string> Acronyms =
    [
        "AFPA", "AG", "AGEFIPH", "AIO", "ANPE", "APEC", "ASBL", "BAFA", "BAFD", "BEP", "CAF", "CAP", "CCI", "CDI", "CDM", "CEP", "CFA", "CIBC",
        "CIDJ", "CIJ", "CIO", "CNAM",
        "CNFPT", "CPF", "CRIJ", "DELF", "DIRECCTE", "DREETS", "EDF", "EPIDE", "ESAT", "ESS", "EURES", "FEDER", "FLE", "FSE", "GEIQ", "GRETA", "IA",
        "INJEP", "INSEE", "IUT",
        "LSF", "MOOC", "OCDE", "OIT", "ONG", "ONISEP", "ONU", "OPCO", "PACA", "PLIE", "PMI", "RATP", "RSA", "RSE", "SAE", "SEGPA", "SIAE", "SMIC",
        "STEM", "TIC", "TPE", "TVA", "UE",
        "UK", "ULIS", "UNESCO", "USA", "VAE",
    ];

    private static readonly Dictionary<string, string> Places = new[]
    {
        "Afrique", "Algérie", "Allemagne", "Alsace", "Amérique", "Angleterre", "Asie", "Barcelone", "Belgique", "Berlin", "Bourgogne", "Brésil",
            "Bretagne", "Bruxelles", "Canada",
        "Chili", "Chine", "Corse", "Espagne", "Europe", "Erasmus", "France", "Genève", "Grèce", "Irlande", "Italie", "Japon", "Lille", "Lisbonne",
        "Londres", "Lorraine",
        "Luxembourg", "Lyon", "Madagascar", "Madrid", "Maroc", "Marseille", "Maurice", "Mexique", "Milan", "Nantes", "Noël", "Normandie", "Paris",
        "Pologne", "Portugal",
        "Provence", "Québec", "Rome", "Roumanie", "Sénégal", "Suisse", "Toulouse", "Tunisie",
    }.ToDictionary(Folding.Fold);

    /// <summary>Words often typed without accents in such titles, for when no text shows their spelling.</summary>
    private static readonly Dictionary<string, string> Accented = new[]
    {
        "actualité", "activité", "année", "apprentissage", "célèbre", "chômage", "cinquième", "compétence", "conférence", "création", "découverte",
            "découvrir", "délégué",
        "déjà", "dernière", "deuxième", "développement", "économie", "écoute", "éducation", "élève", "élèves", "employabilité", "équipe", "été",
        "étude", "étudiant", "européen", "européenne",
        "évaluation", "événement", "évolution", "expérience", "fête", "général", "générale", "intégré", "intégrés", "international", "journée",
        "journées", "label", "lycée", "matinée",
        "métier", "métiers", "mobilité", "numérique", "première", "présentation", "projet", "qualité", "régional", "régionale", "rencontre", "réseau",
        "réunion", "santé",
        "sécurité", "séminaire", "société", "soirée", "solidarité", "stratégie", "témoignage", "troisième", "université", "compétences",
        "conférences", "développer", "félicitations",
    }.ToDictionary(Folding.Fold);

    private readonly Dictionary<string, string> usual;
    private readonly List<(string[] Folded, string[] Written)> phrases = [];
    private readonly Dictionary<string, string> names = [];

    /// <param name="known">
    /// Proper names with their usual capitals: Cités, towns, people. A name of several words is matched as a whole, since its words may be
    /// common ones.
    /// </param>
    /// <param name="text">A text that shows how words are usually written; it need not be related to the title.</param>
    public SentenceCase(IEnumerable<string> known, string text = "")
    {
        usual = Spellings(text);
        foreach (var name in known.Append("Cité des métiers").Append("Cités des métiers"))
        {
            var words = Word().Matches(name).Select(m => m.Value).ToArray();
            if (words.Length > 1)
            {
                phrases.Add(([.. words.Select(Folding.Fold)], words));
            }
            else if (words.Length == 1)
            {
                names.TryAdd(Folding.Fold(words[0]), words[0]);
            }
        }

        phrases.Sort((a, b) => b.Folded.Length.CompareTo(a.Folded.Length));
    }

    /// <summary>Whether most of a title is in capitals that a sentence would not have.</summary>
    public bool IsInCapitals(string title)
    {
        var words = Word().Matches(title).Select(m => m.Value).ToList();
        var shouted = words.Where(word => word.Length > 1 && IsUpper(word) && !IsAcronym(word)).Sum(word => word.Length);
        return shouted >= LeastLetters && shouted * 2 >= words.Sum(word => word.Length) && Of(title) != title;
    }

    /// <summary>The title in sentence case; words that are not in capitals stay unchanged.</summary>
    /// <param name="text">The text below the title, which shows the spelling of its words.</param>
    public string Of(string title, string text = "")
    {
        var seen = Spellings(text);
        var words = Word().Matches(title).ToList();
        var written = words.ConvertAll(m => m.Value);
        for (var i = 0; i < words.Count; i++)
        {
            if (phrases.Find(p => Matches(p.Folded, written, i)) is { Written: { } phrase })
            {
                for (var j = 0; j < phrase.Length; j++)
                {
                    written[i + j] = phrase[j];
                }

                i += phrase.Length - 1;
            }
            else if (IsUpper(written[i]))
            {
                written[i] = written[i] == "A" ? LetterA(written, i) : Lower(written[i], seen);
            }

            if (Begins(title, words[i].Index))
            {
                written[i] = char.ToUpperInvariant(written[i][0]) + written[i][1..];
            }
        }

        var next = 0;
        return Word().Replace(title, _ => written[next++]);
    }

    private static bool Matches(string[] folded, List<string> words, int at) =>
        at + folded.Length <= words.Count && !folded.Where((word, j) => Folding.Fold(words[at + j]) != word || !IsUpper(words[at + j])).Any();

    private string Lower(string word, Dictionary<string, string> seen)
    {
        var folded = Folding.Fold(word);
        return IsAcronym(word) ? word
            : Ordinal().Match(word) is { Success: true } ordinal ? ordinal.Groups[1].Value + ordinal.Groups[2].Value.ToLowerInvariant()
            : word.Any(char.IsDigit) ? word
            : seen.GetValueOrDefault(folded) ?? names.GetValueOrDefault(folded) ?? Places.GetValueOrDefault(folded)
                ?? usual.GetValueOrDefault(folded) ?? Accented.GetValueOrDefault(folded) ?? word.ToLowerInvariant();
    }

    private static bool IsAcronym(string word) => Acronyms.Contains(word) || RomanNumber().IsMatch(word) || HasNoVowel(word);

    /// <summary>Whether the word has no vowel and so must be an acronym: BTS, CV, RH.</summary>
    private static bool HasNoVowel(string word) => word.Length is > 1 and < 6 && !Vowel().IsMatch(Folding.Fold(word));

    /// <summary>"a" before a participle, otherwise "à", which is hard to type as a capital.</summary>
    private static string LetterA(List<string> words, int at) => at > 0 && at + 1 < words.Count && Participle().IsMatch(words[at + 1]) ? "a" : "à";

    /// <summary>The spellings of words within the sentences of the text: lower case if it ever occurs, capitals if it always does.</summary>
    private static Dictionary<string, string> Spellings(string text)
    {
        var seen = new Dictionary<string, string>();
        foreach (var word in WordWithinSentence().Matches(text).Select(m => m.Value).Where(word => word.Length > 2 || IsUpper(word)))
        {
            var folded = Folding.Fold(word);
            if (char.IsLower(word[0]) || !seen.TryGetValue(folded, out var known) || (IsUpper(known) && !IsUpper(word)))
            {
                seen[folded] = word;
            }
        }

        return seen;
    }

    private static bool Begins(string title, int at) => SentenceBefore().IsMatch(title[..at]);

    private static bool IsUpper(string word) => word.Any(char.IsLetter) && !word.Any(char.IsLower);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    // A word in capitals counts only when its neighbours are not in capitals: "le jeu EMPLAY", but no heading.
    [GeneratedRegex(@"(?<=[\p{L}\p{N},;»)][ \u00A0]|[\p{L}][-'’])(?:\p{L}\p{M}*(?=[\p{L}\p{M}]*\p{Ll})[\p{L}\p{M}]*|(?<=\p{Lu}-|[\p{Ll}\p{N},;»)][ \u00A0'’-])\p{Lu}{2,}(?![\p{L} \u00A0'’]\p{Lu}{2}))(?![\p{L}\p{M}])")]
    private static partial Regex WordWithinSentence();

    [GeneratedRegex(@"(?:^|[.!?…][\s\u00A0]+)[^\p{L}\p{N}]*\z")]
    private static partial Regex SentenceBefore();

    [GeneratedRegex(@"^(?=[IVX]{2,}$)X{0,3}(?:IX|IV|V?I{0,3})$")]
    private static partial Regex RomanNumber();

    [GeneratedRegex(@"^([0-9]+|(?!VIE)[IVX]{2,})(ER|RE|ÈRE|ERE|ND|NDE|E|ÈME|EME|H)$")]
    private static partial Regex Ordinal();

    [GeneratedRegex("[aeiouy]")]
    private static partial Regex Vowel();

    [GeneratedRegex(@"É(?:E?S?)$|^(?:LIEU|EU|PRIS|OUVERT|REÇU|RECU|REJOINT|MIS)$")]
    private static partial Regex Participle();
}

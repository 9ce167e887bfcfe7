using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Cites;

/// <summary>A small coloured mark that makes a Cité recognisable: the same name gives the same mark everywhere.</summary>
/// <param name="Initials">Two capitals.</param>
/// <param name="Colour">"#rrggbb", on which white text has a contrast of at least 4.5:1.</param>
public sealed partial record CiteMark(string Initials, string Colour)
{
    private static readonly string[] Colours =
    [
        "#0B4F6C", "#7A2E4D", "#2F6B3A", "#8A4B08", "#4B3F8F", "#9B2C2C",
        "#1A6570", "#586418", "#6B3FA0", "#30507F", "#A03060", "#4A5560",
    ];

    // Words that the name of every Cité contains, in the languages of the network.
    private static readonly HashSet<string> Common =
    [
        "cite", "cites", "citta", "cidade", "ciudad", "ciutat", "metier", "metiers", "mestieri", "professioni", "profissoes", "profesiones",
        "a", "al", "au", "aux", "d", "da", "das", "de", "dei", "del", "dell", "della", "des", "di", "do", "dos", "du", "e", "el", "en", "et",
        "i", "l", "la", "las", "le", "les", "lo", "los", "o", "os", "region", "sur", "y",
    ];

    public static CiteMark For(string name) =>
        new CiteMark(InitialsOf(name), Colours[Hash(Folding.Fold(name)) % (uint)Colours.Length]);

    private static string InitialsOf(string name)
    {
        var words = Separator().Split(name).Where(word => word.Length > 0).ToList();
        var own = words.Where(word => !Common.Contains(Folding.Fold(word))).ToList();
        return (own.Count > 0 ? own : words) switch
        {
            [var first, var second, ..] => Upper(first[..1] + second[..1]),
            [{ Length: > 1 } only] => Upper(only[..2]),
            [var letter] => Upper(letter),
            _ => "CM",
        };
    }

    private static string Upper(string letters) => letters.ToUpperInvariant();

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static uint Hash(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(2_166_136_261u, (hash, b) => unchecked((hash ^ b) * 16_777_619));

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}]+")]
    private static partial Regex Separator();
}

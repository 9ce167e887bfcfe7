using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>The words that announce a contact at the end of an item.</summary>
internal static partial class ContactLabel
{
    public static bool IsAt(string line) => Length(line) > 0;

    /// <returns>The length of the label at the start of a line; 0 if there is none.</returns>
    public static int Length(string line) => Label().Match(line) is { Success: true } found ? found.Length : 0;

    /// <summary>Words that also begin sentences count with a colon only.</summary>
    [GeneratedRegex(
        @"^\s*(?:(?:votre |vos |personnes? (?:de |à )?)?contacts?(?:er)?(?: presse| utile)?\s*(?::|$|[–-]\s)"
            + @"|(?:pour (?:en savoir plus|plus d['’]informations?|toute information)(?:,? contact(?:er|ez))?|plus d['’]info(?:rmation)?s?|renseignements?|informations?"
            + @"|en savoir plus|interlocut(?:eur|rice)|à contacter|référente?)\s*:)\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}

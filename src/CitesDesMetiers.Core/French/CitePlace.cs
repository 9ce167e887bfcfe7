using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>What tells one Cité from another: in "Cité des métiers de Charleroi", "Charleroi".</summary>
public static partial class CitePlace
{
    /// <returns>The whole name if it does not begin with "Cité des métiers".</returns>
    public static string In(string name)
    {
        var place = Beginning().Replace(name.Trim(), "");
        return place.Length == 0 ? name : char.ToUpperInvariant(place[0]) + place[1..];
    }

    [GeneratedRegex(@"^Cité des métiers\s+(?:de\s+|du\s+|des\s+|d['’]\s*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();
}

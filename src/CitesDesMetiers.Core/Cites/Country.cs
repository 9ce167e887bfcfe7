using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Cites;

/// <summary>French names of countries. The runtime's names depend on the culture data of its host.</summary>
public static class Country
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["AD"] = "Andorre",
        ["AR"] = "Argentine",
        ["AT"] = "Autriche",
        ["BE"] = "Belgique",
        ["BF"] = "Burkina Faso",
        ["BG"] = "Bulgarie",
        ["BJ"] = "Bénin",
        ["BR"] = "Brésil",
        ["CA"] = "Canada",
        ["CH"] = "Suisse",
        ["CI"] = "Côte d’Ivoire",
        ["CL"] = "Chili",
        ["CM"] = "Cameroun",
        ["CO"] = "Colombie",
        ["CV"] = "Cap-Vert",
        ["CY"] = "Chypre",
        ["CZ"] = "Tchéquie",
        ["DE"] = "Allemagne",
        ["DK"] = "Danemark",
        ["DZ"] = "Algérie",
        ["EE"] = "Estonie",
        ["ES"] = "Espagne",
        ["FI"] = "Finlande",
        ["FR"] = "France",
        ["GA"] = "Gabon",
        ["GB"] = "Royaume-Uni",
        ["GF"] = "Guyane",
        ["GP"] = "Guadeloupe",
        ["GR"] = "Grèce",
        ["HR"] = "Croatie",
        ["HT"] = "Haïti",
        ["HU"] = "Hongrie",
        ["IE"] = "Irlande",
        ["IT"] = "Italie",
        ["LT"] = "Lituanie",
        ["LU"] = "Luxembourg",
        ["LV"] = "Lettonie",
        ["MA"] = "Maroc",
        ["MC"] = "Monaco",
        ["MG"] = "Madagascar",
        ["MQ"] = "Martinique",
        ["MT"] = "Malte",
        ["MU"] = "Maurice",
        ["MX"] = "Mexique",
        ["NC"] = "Nouvelle-Calédonie",
        ["NL"] = "Pays-Bas",
        ["NO"] = "Norvège",
        ["PE"] = "Pérou",
        ["PF"] = "Polynésie française",
        ["PL"] = "Pologne",
        ["PT"] = "Portugal",
        ["RE"] = "La Réunion",
        ["RO"] = "Roumanie",
        ["SE"] = "Suède",
        ["SI"] = "Slovénie",
        ["SK"] = "Slovaquie",
        ["SN"] = "Sénégal",
        ["TN"] = "Tunisie",
        ["TR"] = "Turquie",
        ["UY"] = "Uruguay",
        ["YT"] = "Mayotte",
    };

    /// <summary>The codes, separated by spaces, in the order of their French names.</summary>
    public static readonly string CodesByName = string.Join(' ', Names.OrderBy(n => n.Value, FrenchOrder.Alphabet).Select(n => n.Key));

    /// <param name="code">ISO 3166-1 alpha-2; a country not listed here shows its code.</param>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}

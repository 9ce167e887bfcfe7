namespace CitesDesMetiers.Core.French;

/// <summary>The languages of the Cités and their readers, by their French names.</summary>
public static class Languages
{
    /// <summary>ISO 639-1 codes and names: French first, then by frequency in the network.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [("fr", "Français"), ("en", "Anglais"), ("ca", "Catalan"), ("es", "Espagnol"), ("it", "Italien"), ("nl", "Néerlandais"), ("pt", "Portugais"),
            ("de", "Allemand")];

    /// <summary>Whether the code, in lower case, is in the list.</summary>
    public static bool Has(string? code) => All.Any(l => l.Code == code);

    /// <param name="language">BCP 47 tag.</param>
    public static bool IsFrench(string language) =>
        language.Split('-')[0].Equals("fr", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the trimmed code.</summary>
    /// <exception cref="ArgumentException">The code is not in the list.</exception>
    public static string Known(string? code, string name) =>
        code?.Trim() is { } trimmed && Has(trimmed) ? trimmed : throw new ArgumentException("A language of the list is required.", name);

    /// <summary>The French name of a code; the code itself when it is not in the list.</summary>
    public static string NameOf(string code) => All.FirstOrDefault(l => l.Code == code).Name ?? code;
}

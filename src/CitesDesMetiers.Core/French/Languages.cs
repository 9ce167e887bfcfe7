namespace CitesDesMetiers.Core.French;

/// <summary>The languages in which Cités write and readers read, by their French names.</summary>
public static class Languages
{
    /// <summary>ISO 639-1 codes; French first, the others by how often they are used in the network.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [("fr", "Français"), ("en", "Anglais"), ("ca", "Catalan"), ("es", "Espagnol"), ("it", "Italien"), ("nl", "Néerlandais"), ("pt", "Portugais"), ("de", "Allemand")];
}

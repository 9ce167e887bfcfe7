namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the style sheets that pages link. They change with the content, so that browsers may keep them for ever.</summary>
public static class StyleAddresses
{
    public const string Sheet = "/css/{name}.{fingerprint}.css";

    /// <summary>The colours of the network, over those of a sheet.</summary>
    public const string Colours = "/css/couleurs.css";

    /// <param name="links">As <c>#0b4f6c</c>; null for the usual one.</param>
    /// <param name="dates">As <c>#a0480a</c>; null for the usual one.</param>
    public static string ColoursOf(string? links, string? dates) => $"{Colours}?liens={links?[1..]}&dates={dates?[1..]}";

    public static string Of(string name, string fingerprint) => $"/css/{name}.{fingerprint}.css";
}

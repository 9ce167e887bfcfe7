namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the style sheets that pages link. They change with the content, so that browsers may keep them for ever.</summary>
public static class StyleAddresses
{
    public const string Sheet = "/css/{name}.{fingerprint}.css";

    public static string Of(string name, string fingerprint) => $"/css/{name}.{fingerprint}.css";
}

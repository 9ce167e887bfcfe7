namespace CitesDesMetiers.Core.Settings;

/// <summary>Section <c>Site</c>.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>
    /// The address readers use, such as <c>https://lettre.example.org</c>: every link in a mail starts with it, never with
    /// the Host header. In Development it falls back to the first listening address.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    public Uri PublicUri => new(PublicUrl);

    /// <summary>The absolute address of a path of the site.</summary>
    /// <param name="path">Starts with a slash.</param>
    public string Absolute(string path) => PublicUrl.TrimEnd('/') + path;
}

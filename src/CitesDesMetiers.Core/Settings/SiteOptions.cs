namespace CitesDesMetiers.Core.Settings;

/// <summary>Section <c>Site</c>.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>
    /// The public address of the site, such as <c>https://lettre.example.org</c>. Links in mails start with it, never with the Host header.
    /// In Development it defaults to the first listening address.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// Where to report a security hole: a <c>mailto:</c>, <c>https:</c> or <c>tel:</c> address, for <c>security.txt</c> (RFC 9116). Empty
    /// for no such file.
    /// </summary>
    public string SecurityContact { get; set; } = "";

    /// <summary>Whether browsers must use https for all subdomains of the public host too ("true" or "false").</summary>
    public string StrictSubdomains { get; set; } = "false";

    public Uri PublicUri => new(PublicUrl);

    /// <summary>The absolute address of a path of the site.</summary>
    /// <param name="path">Starts with a slash.</param>
    public string Absolute(string path) => PublicUrl.TrimEnd('/') + path;
}

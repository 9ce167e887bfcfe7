namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Section <c>Accounts:Oidc</c>: an OpenID Connect provider by which people with an account may sign in.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer, as https://connexion.example.org/reseau. Empty: no such sign-in.</summary>
    public string Authority { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>What the button on the sign-in page calls it, as "mon compte du réseau".</summary>
    public string Name { get; set; } = "le compte du réseau";

    public bool IsOn => Authority.Length > 0;

    /// <summary>What is wrong with the settings; null if nothing is.</summary>
    internal string? Fault =>
        !IsOn ? null
        : !Uri.TryCreate(Authority, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback)
            ? $"Accounts:Oidc:Authority is \"{Authority}\"; it must be an https address."
        : ClientId.Length == 0 ? "Accounts:Oidc:ClientId is empty. The provider gives it to each site."
        : Name.Length is 0 or > 60 ? "Accounts:Oidc:Name must have 1 to 60 characters."
        : null;
}

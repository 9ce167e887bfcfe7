using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Hosting;

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

internal sealed class SiteOptionsValidation : IValidateOptions<SiteOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        if (!Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            return ValidateOptionsResult.Fail(
                $"Site:PublicUrl is \"{options.PublicUrl}\"; it must be the absolute address readers use, such as https://lettre.example.org.");
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            return ValidateOptionsResult.Fail($"Site:PublicUrl is \"{options.PublicUrl}\"; http is allowed for localhost only, use https.");
        }

        return uri.PathAndQuery is "/" && uri.Fragment.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Site:PublicUrl is \"{options.PublicUrl}\"; it must have no path, query or fragment.");
    }
}

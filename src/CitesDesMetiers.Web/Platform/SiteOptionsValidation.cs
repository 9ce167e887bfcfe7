using CitesDesMetiers.Core.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform;

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

        if (options.SecurityContact.Length > 0 && !IsContact(options.SecurityContact))
        {
            return ValidateOptionsResult.Fail(
                $"Site:SecurityContact is \"{options.SecurityContact}\"; it must be an address with its scheme, such as "
                + "mailto:securite@example.org or https://example.org/securite.");
        }

        if (!bool.TryParse(options.StrictSubdomains, out _))
        {
            return ValidateOptionsResult.Fail($"Site:StrictSubdomains is \"{options.StrictSubdomains}\"; it must be true or false.");
        }

        return uri.PathAndQuery is "/" && uri.Fragment.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Site:PublicUrl is \"{options.PublicUrl}\"; it must have no path, query or fragment.");
    }

    private static bool IsContact(string address) =>
        Uri.IsWellFormedUriString(address, UriKind.Absolute) && new Uri(address).Scheme is "mailto" or "https" or "tel";
}

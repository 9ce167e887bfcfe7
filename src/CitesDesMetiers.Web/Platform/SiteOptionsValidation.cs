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

        return uri.PathAndQuery is "/" && uri.Fragment.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Site:PublicUrl is \"{options.PublicUrl}\"; it must have no path, query or fragment.");
    }
}

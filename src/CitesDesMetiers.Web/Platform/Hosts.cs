using CitesDesMetiers.Core.Settings;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Refuses requests for hosts that are not this site (OWASP ASVS 5.0, 4.1.1): they are allowed to name the public address and this machine,
/// or what the setting <c>AllowedHosts</c> of ASP.NET Core lists. In Development any host is allowed.
/// </summary>
internal static class Hosts
{
    public static void AddHosts(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment() || !string.IsNullOrEmpty(builder.Configuration["AllowedHosts"]))
        {
            return;
        }

        builder.Services.AddOptions<HostFilteringOptions>().PostConfigure<IOptions<SiteOptions>>((filter, site) =>
        {
            filter.AllowedHosts = [site.Value.PublicUri.IdnHost, "localhost", "127.0.0.1", "[::1]"];
            filter.IncludeFailureMessage = false;
        });
    }
}

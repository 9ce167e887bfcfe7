using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Discovery;

/// <summary>Says where to report a security hole (RFC 9116). Not found unless the settings name a contact.</summary>
[AllowAnonymous]
public class SecurityTextController(IOptions<SiteOptions> site, TimeProvider clock) : Controller
{
    /// <summary>How long a copy may be trusted; the RFC recommends less than a year.</summary>
    private const int ValidMonths = 6;

    [HttpGet(SiteAddresses.SecurityText)]
    public IActionResult Show()
    {
        if (site.Value.SecurityContact.Length == 0)
        {
            return NotFound();
        }

        var expires = clock.GetUtcNow().Date.AddMonths(ValidMonths).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Content(
            $"""
            Contact: {site.Value.SecurityContact}
            Expires: {expires}
            Preferred-Languages: fr, en
            Canonical: {site.Value.Absolute(SiteAddresses.SecurityText)}

            """,
            "text/plain; charset=utf-8");
    }
}

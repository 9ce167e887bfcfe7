using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Discovery;

/// <summary>Tells robots which pages to leave alone and where the list of the others is (RFC 9309).</summary>
[AllowAnonymous]
public class RobotsController(IOptions<SiteOptions> site) : Controller
{
    /// <summary>The desk, accounts, and links that act for one person.</summary>
    private static readonly string[] Closed =
    [
        DeskAddresses.Dashboard,
        ContributionAddresses.Root,
        SubscriptionAddresses.ConfirmationRoot,
        SubscriptionAddresses.ManageRoot,
        SubscriptionAddresses.LeavingRoot,
        AccountAddresses.MyAccount,
    ];

    [HttpGet(SiteAddresses.Robots)]
    [ReadingPage]
    public IActionResult Show()
    {
        string[] lines =
        [
            "User-agent: *", .. Closed.Select(path => "Disallow: " + path), "", "Sitemap: " + site.Value.Absolute(SiteAddresses.Sitemap), "",
        ];
        return Content(string.Join('\n', lines), "text/plain; charset=utf-8");
    }
}

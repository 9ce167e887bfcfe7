using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Shows what receivers find about the sender domain, and which DNS records to publish.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.SendingDomain)]
public class DomainController(NewsletterContext db, SendingDomain domain) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellation) => View("Domain", await domain.ReportAsync(cancellation));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public IActionResult CheckAgain()
    {
        domain.Forget();
        return RedirectToAction(nameof(Show));
    }
}

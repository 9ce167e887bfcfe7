using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Platform.SystemChecks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Shows what the command <c>check</c> prints.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.SystemState)]
public class SystemController(NewsletterContext db, SystemReport report) : DeskController(db)
{
    [HttpGet("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Show(CancellationToken cancellation) =>
        View("System", await report.RunAsync(cancellation));
}

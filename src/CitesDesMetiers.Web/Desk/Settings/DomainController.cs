using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Shows what receivers find about the sender domain, and which DNS records to publish.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.SendingDomain)]
public class DomainController(NewsletterContext db, SendingDomain domain) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        var report = await domain.ReportAsync(cancellation);
        if (report.Count(CheckState.ToFix) + report.Count(CheckState.Unknown) == 0)
        {
            await RecordGoodAsync(report.At, cancellation);
        }

        return View("Domain", report);
    }

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public IActionResult CheckAgain()
    {
        domain.Forget();
        return RedirectToAction(nameof(Show));
    }

    /// <summary>Remembers it for the list of what is left to set up.</summary>
    private async Task RecordGoodAsync(DateTime at, CancellationToken cancellation)
    {
        var settings = await Db.MailSettings.SingleOrDefaultAsync(cancellation) ?? Db.MailSettings.Add(new MailSettings()).Entity;
        settings.RecordGoodDomain(at);
        await Db.SaveChangesAsync(cancellation);
    }
}

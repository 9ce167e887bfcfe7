using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Has the PDF of a published issue made again.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/pdf")]
public class PdfController(NewsletterContext db, IssuePdfs pdfs) : DeskController(db)
{
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Make(int issueId, CancellationToken cancellation) =>
        await pdfs.AskAsync(issueId, cancellation)
            ? Done(
                "Le PDF est refait en arrière-plan. Rechargez cette page dans un instant.",
                nameof(PublicationController.Show), new { controller = "Publication", issueId })
            : NotFound();
}

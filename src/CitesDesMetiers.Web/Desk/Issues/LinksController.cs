using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Links;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Checks the links of an issue again.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/liens")]
public class LinksController(NewsletterContext db, EditionBuilder builder, LinkChecker links, LinkSignal signal) : DeskController(db)
{
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Check(int issueId, CancellationToken cancellation)
    {
        if (await builder.BuildAsync(issueId, cancellation) is not { } content)
        {
            return NotFound();
        }

        await links.AskAgainAsync(content, cancellation);
        signal.Wake();
        return Done(
            "Les liens sont visités de nouveau, en arrière-plan. Rechargez cette page dans un instant.",
            nameof(VerificationController.Show), new { controller = "Verification", issueId });
    }
}

using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>The page of an issue before publication, for the preview on screen and on paper.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/apercu")]
public class DraftController(NewsletterContext db, EditionBuilder builder, PagePictures pictures, TimeProvider clock) : Controller
{
    [HttpGet("page")]
    public Task<IActionResult> Page(int issueId, CancellationToken cancellation) => ShowAsync(issueId, isPaper: false, cancellation);

    [HttpGet("impression")]
    public Task<IActionResult> Paper(int issueId, CancellationToken cancellation) => ShowAsync(issueId, isPaper: true, cancellation);

    private async Task<IActionResult> ShowAsync(int issueId, bool isPaper, CancellationToken cancellation)
    {
        var edition = await db.Editions.AsNoTracking().FirstOrDefaultAsync(e => e.IssueId == issueId, cancellation);
        if ((edition?.ReadContent() ?? await builder.BuildAsync(issueId, cancellation)) is not { } content)
        {
            return NotFound();
        }

        await pictures.ReadAsync([.. content.AllArticles.SelectMany(a => a.Pictures)], hasLead: false, cancellation);
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.FramedPagePolicy;
        return View("Show", new IssuePage(edition?.Slug ?? "", clock.GetUtcNow().UtcDateTime, content, [], null, null)
        {
            IsDraft = true,
            IsPaper = isPaper,
        });
    }
}

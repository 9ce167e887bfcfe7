using System.Text.Json;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.PolicyReports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Reports;

/// <summary>Takes the reports of browsers about what the policy of a page blocked. Browsers send them without the token of a form.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[SkipStatusCodePages]
public class PolicyReportsController : Controller
{
    private const int MostBytes = 16 * 1024;

    [HttpPost(SiteAddresses.PolicyReports)]
    [EnableRateLimiting(RateLimits.PolicyReport)]
    [RequestSizeLimit(MostBytes)]
    public async Task<IActionResult> Take(CancellationToken cancellation)
    {
        if (Request.ContentLength > MostBytes)
        {
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(Request.Body, new JsonDocumentOptions { MaxDepth = 8 }, cancellation);
            var blocked = HttpContext.RequestServices.GetRequiredService<BlockedThings>();
            foreach (var thing in PolicyReport.Read(document.RootElement))
            {
                blocked.Add(thing);
            }

            return NoContent();
        }
        catch (JsonException)
        {
            return BadRequest();
        }
    }
}

using System.Diagnostics;
using CitesDesMetiers.Core.Addresses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Errors;

/// <summary>The error page of a status: what happened, what was saved, and what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public class ErrorsController : Controller
{
    [Route(SiteAddresses.ErrorRoot + "{status:int}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public IActionResult Show(int status)
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
        {
            // The page was requested directly, and there is no error.
            return NotFound();
        }

        // The exception handler re-executes with its own path. The status it set is the relevant one.
        var actual = HttpContext.Response.StatusCode >= 400 ? HttpContext.Response.StatusCode : status;
        var page = ErrorPage.For(actual, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier, Wait);
        Response.StatusCode = page.Status;
        return View(page);
    }

    private TimeSpan? Wait => int.TryParse(Response.Headers.RetryAfter, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}

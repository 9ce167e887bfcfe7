using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>
/// Base class of the forms behind the personal link of a call, without account or password. The link gives access only to what its owner
/// wrote for this call.
/// </summary>
[AllowAnonymous]
[TokenPage]
[PersonalLink]
[EnableRateLimiting(RateLimits.Contribution)]
public abstract class PersonalLinkController(PersonalLinks links) : Controller
{
    /// <summary>Opens the link and runs the action. If the link does not open, the page reveals nothing about its call.</summary>
    /// <param name="forNews">Whether the action requires an open call.</param>
    private protected async Task<IActionResult> EnterAsync(
        string token, Func<Invitation, Task<IActionResult>> then, CancellationToken cancellation, bool forNews = false)
    {
        var link = await links.OpenAsync(token, cancellation);
        if (link.Invitation is { } invitation && (link.TakesNews || !forNews))
        {
            HttpContext.Items[typeof(RevisionAuthor)] = new RevisionAuthor(invitation.UserId, invitation.User.DisplayName);
            return await then(invitation);
        }

        return await PersonalLinkAttribute.ClosedPageAsync(ControllerContext, link.IsOurs);
    }

    private protected RedirectResult Back(string token, string message)
    {
        TempData[PageMessages.SavedKey] = message;
        return Redirect(ContributionAddresses.Page(token));
    }
}

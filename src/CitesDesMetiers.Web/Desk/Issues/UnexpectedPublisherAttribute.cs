using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Confirmation;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>
/// Asks for the password before an issue is published or scheduled by somebody who neither worked on it nor approved it: whoever finds a
/// session left open could write to every subscriber.
/// </summary>
public sealed class UnexpectedPublisherAttribute : FreshSignInAttribute
{
    protected override async Task<bool> IsNeededAsync(ResourceExecutingContext context)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<NewsletterContext>();
        var person = context.HttpContext.User.UserId();
        var id = int.Parse((string)context.RouteData.Values["issueId"]!, CultureInfo.InvariantCulture);
        return !await db.Issues.AnyAsync(i => i.Id == id && i.ApprovedById == person)
            && !await db.Revisions.AnyAsync(r => r.IssueId == id && r.AuthorId == person);
    }
}

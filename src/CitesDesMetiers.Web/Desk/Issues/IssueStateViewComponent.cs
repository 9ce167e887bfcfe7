using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Shows the state of an issue in the head of its pages.</summary>
public class IssueStateViewComponent(NewsletterContext db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(int issueId) =>
        View(
            "~/Desk/Issues/_IssueState.cshtml",
            await db.Issues.Where(i => i.Id == issueId).Select(i => new IssueStanding(i.State, i.ScheduledFor, i.MissedSchedule))
            .FirstAsync(HttpContext.RequestAborted));
}

/// <param name="ScheduledFor">In UTC.</param>
public sealed record IssueStanding(IssueState State, DateTime? ScheduledFor, bool MissedSchedule);

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Where an issue stands, for the head of each of its pages.</summary>
public class IssueStateViewComponent(NewsletterContext db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(int issueId) =>
        View("~/Desk/Issues/_IssueState.cshtml", await db.Issues.Where(i => i.Id == issueId).Select(i => new IssueStanding(i.State, i.ScheduledFor, i.MissedSchedule))
            .FirstAsync(HttpContext.RequestAborted));
}

/// <param name="ScheduledFor">UTC.</param>
public sealed record IssueStanding(IssueState State, DateTime? ScheduledFor, bool MissedSchedule);

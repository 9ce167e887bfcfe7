using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The head of every page of an issue: its number and state, the three steps, and what to do next.</summary>
public class IssueHeadViewComponent(CheckedIssues issues) : ViewComponent
{
    /// <param name="part">What this page shows of the issue, in French.</param>
    /// <param name="read">The issue, if the page has read it already.</param>
    public async Task<IViewComponentResult> InvokeAsync(int issueId, string part, CheckedIssue? read = null)
    {
        read ??= await issues.ReadAsync(issueId, HttpContext.RequestAborted)
            ?? throw new ArgumentException("There is no such issue.", nameof(issueId));
        return View("~/Desk/Issues/_IssueHead.cshtml", new IssueHead(part, read, NextStep.Of(read, UserClaimsPrincipal)));
    }
}

internal sealed record IssueHead(string Part, CheckedIssue Read, NextStep Next);

using CitesDesMetiers.Core.Issues;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The form that chooses the recipients of an issue. It is a component, because several controllers show its page.</summary>
public class AudienceChoiceViewComponent(AudienceChoices choices) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Issue issue)
    {
        ViewData["Choices"] = await choices.ReadAsync(issue, HttpContext.RequestAborted);
        return View("~/Desk/Issues/_Audience.cshtml", AudienceForm.From(issue.Audience));
    }
}

using CitesDesMetiers.Core.Issues;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The form that chooses whom an issue goes to; the page of publication is shown by several controllers.</summary>
public class AudienceChoiceViewComponent(AudienceChoices choices) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ViewData["Choices"] = await choices.ReadAsync(issue, HttpContext.RequestAborted);
        return View("~/Desk/Issues/_Audience.cshtml", AudienceForm.From(issue.Audience));
    }
}

using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The form that chooses the recipients of an issue. It is a component, because several controllers show its page.</summary>
public class AudienceChoiceViewComponent(AudienceChoices choices) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Issue issue)
    {
        return View(
            "~/Desk/Issues/_Audience.cshtml",
            new AudiencePage(AudienceForm.From(issue.Audience), await choices.ReadAsync(issue, HttpContext.RequestAborted)));
    }
}

/// <param name="Choices">The choices of each field, by its name.</param>
internal sealed record AudiencePage(AudienceForm Form, IReadOnlyDictionary<string, List<SelectListItem>> Choices) : IFormPage<AudienceForm>;

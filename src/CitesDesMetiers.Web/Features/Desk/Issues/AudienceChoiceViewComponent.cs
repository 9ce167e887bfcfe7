using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Issues;

/// <summary>The form that chooses whom an issue goes to; the page of publication is shown by several controllers.</summary>
public class AudienceChoiceViewComponent(NewsletterContext db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Audience issueAudience)
    {
        var cancellation = HttpContext.RequestAborted;
        ViewData["Languages"] = Choices.Languages().Prepend(new("Toutes", "")).ToList();
        ViewData["Cites"] = (await Choices.CitesAsync(db, UserClaimsPrincipal, cancellation)).Where(c => c.Value.Length > 0).Prepend(new("Toutes", "")).ToList();
        ViewData["Themes"] = (await Choices.ThemesAsync(db, cancellation)).Prepend(new("Tous", "")).ToList();

        // All that are written, whoever has them: the index alone answers.
        ViewData["Organisations"] = await db.Subscribers.Where(s => s.Organisation != null)
            .Select(s => s.Organisation!).Distinct().OrderBy(o => o).Take(200).ToListAsync(cancellation);
        return View("~/Features/Desk/Issues/_Audience.cshtml", AudienceForm.From(issueAudience));
    }
}

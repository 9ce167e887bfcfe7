using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Desk;

/// <summary>
/// After whatever may have changed what an approved issue says, wherever in the desk: voids the approvals that do not hold
/// any more, and says so in the message that follows.
/// </summary>
internal sealed class ApprovalReview(IServiceScopeFactory scopes) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var done = await next();
        var method = context.HttpContext.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || done.Exception is not null)
        {
            return;
        }

        // A context of its own: that of the request may hold what was refused. Not cancelled: the change is saved, so must this be.
        await using var scope = scopes.CreateAsyncScope();
        var fallen = await scope.ServiceProvider.GetRequiredService<IssueApproval>().ReviewAsync(context.HttpContext.User.UserId(), CancellationToken.None);
        if (fallen.Count > 0 && done.Controller is Controller desk && desk.TempData.Peek(PageMessages.SavedKey) is string said)
        {
            desk.TempData[PageMessages.SavedKey] = said + string.Concat(fallen.Select(n => $" L’approbation du numéro {n} est tombée : son contenu a changé."));
        }
    }
}

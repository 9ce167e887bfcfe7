using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Desk;

/// <summary>
/// Runs after every action of the desk that may change an approved issue. Voids approvals that no longer match, and says so in the
/// next message.
/// </summary>
internal sealed class ApprovalReview(IServiceScopeFactory scopes) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var executed = await next();
        var method = context.HttpContext.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || executed.Exception is not null)
        {
            return;
        }

        // The context of the request may hold refused changes, so this uses a new one. It is not cancelled, because the change is saved.
        await using var scope = scopes.CreateAsyncScope();
        var fallen = await scope.ServiceProvider.GetRequiredService<IssueApproval>()
            .ReviewAsync(context.HttpContext.User.UserId(), CancellationToken.None);
        if (fallen.Count > 0 && executed.Controller is Controller desk && desk.TempData.Peek(PageMessages.SavedKey) is string message)
        {
            desk.TempData[PageMessages.SavedKey] = message
                + string.Concat(fallen.Select(n => $" L’approbation du numéro {n} est tombée : son contenu a changé."));
        }
    }
}

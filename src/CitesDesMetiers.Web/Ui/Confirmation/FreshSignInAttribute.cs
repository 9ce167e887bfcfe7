using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Ui.Confirmation;

/// <summary>
/// Asks for the password, with the second factor of who has one, before an act that matters, unless the person gave it within the last quarter
/// of an hour (ASVS 5.0, 7.5.3). The page that asks holds what was typed, and its form goes to the same address: nothing is done twice.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public class FreshSignInAttribute : Attribute, IAsyncResourceFilter
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(15);

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || IsFresh(http) || !await IsNeededAsync(context))
        {
            await next();
            return;
        }

        var services = http.RequestServices;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await services.GetRequiredService<UserManager<User>>().GetUserAsync(http.User) is not { } user)
        {
            context.Result = new NotFoundResult();
        }
        else if (await services.GetRequiredService<Confirmations>().ConfirmAsync(http, user, form, context.ModelState))
        {
            await next();
        }
        else
        {
            context.Result = await AskAsync(context, user, form);
        }
    }

    /// <summary>Whether the act matters enough. The attribute on its own says that it always does.</summary>
    protected virtual Task<bool> IsNeededAsync(ResourceExecutingContext context) => Task.FromResult(true);

    private static bool IsFresh(HttpContext http) => http.User.WasConfirmedAt() + Freshness > Now(http);

    private static DateTime Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    private static async Task<ViewResult> AskAsync(ResourceExecutingContext context, User user, IFormCollection form)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        string[] own = [.. ConfirmForm.Names, services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName];
        var kept = form.Where(f => !own.Contains(f.Key))
            .SelectMany(f => f.Value.Select(value => new KeyValuePair<string, string>(f.Key, value ?? ""))).ToList();
        var hasPasskey = user.TwoFactorEnabled
            && (await services.GetRequiredService<UserManager<User>>().GetPasskeysAsync(user)).Count > 0;
        var page = new ConfirmForm(
            http.Request.PathBase + http.Request.Path + http.Request.QueryString, kept,
            http.Request.Path.StartsWithSegments(DeskAddresses.Dashboard, StringComparison.Ordinal), user.TwoFactorEnabled, hasPasskey);
        return new ViewResult
        {
            ViewName = "~/Ui/Confirmation/Confirm.cshtml",
            ViewData = new ViewDataDictionary<ConfirmForm>(services.GetRequiredService<IModelMetadataProvider>(), context.ModelState)
            {
                Model = page,
            },
        };
    }
}

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity.Guesses;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Ui.Confirmation;

/// <summary>
/// Asks for the password before an act that matters, unless the person gave it within the last quarter of an hour (ASVS 5.0, 7.5.3). The
/// page that asks holds what was typed, and its form goes to the same address, so that nothing has to be done twice.
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

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var password = form[nameof(ConfirmForm.CurrentPassword)].ToString();
        if (password.Length > 0 && await IsConfirmedAsync(http, password, context.ModelState))
        {
            await next();
            return;
        }

        context.Result = Ask(context, form);
    }

    /// <summary>Whether the act matters enough. The attribute on its own says that it always does.</summary>
    protected virtual Task<bool> IsNeededAsync(ResourceExecutingContext context) => Task.FromResult(true);

    private static bool IsFresh(HttpContext http) => http.User.WasConfirmedAt() + Freshness > Now(http);

    private static DateTime Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    private static async Task<bool> IsConfirmedAsync(HttpContext http, string password, ModelStateDictionary errors)
    {
        var services = http.RequestServices;
        if (await services.GetRequiredService<UserManager<User>>().GetUserAsync(http.User) is not { } user)
        {
            return false;
        }

        var verdict = await services.GetRequiredService<PasswordCheck>().OfAsync(user.Email!, user, password);
        if (!verdict.IsRight)
        {
            errors.AddModelError(
                nameof(ConfirmForm.CurrentPassword),
                verdict.Wait > TimeSpan.Zero ? verdict.WaitText : "Ce n’est pas votre mot de passe. Vérifiez-le, puis réessayez.");
            return false;
        }

        var (id, now) = (http.User.SessionId(), Now(http));
        await services.GetRequiredService<NewsletterContext>().Sessions.Where(s => s.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now));
        return true;
    }

    private static ViewResult Ask(ResourceExecutingContext context, IFormCollection form)
    {
        var request = context.HttpContext.Request;
        var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName;
        var kept = form.Where(f => f.Key != antiforgery && f.Key != nameof(ConfirmForm.CurrentPassword))
            .SelectMany(f => f.Value.Select(value => new KeyValuePair<string, string>(f.Key, value ?? ""))).ToList();
        var page = new ConfirmForm(
            request.PathBase + request.Path + request.QueryString, kept,
            request.Path.StartsWithSegments(DeskAddresses.Dashboard, StringComparison.Ordinal));
        return new ViewResult
        {
            ViewName = "~/Ui/Confirmation/Confirm.cshtml",
            ViewData = new ViewDataDictionary<ConfirmForm>(
                context.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>(), context.ModelState) { Model = page },
        };
    }
}

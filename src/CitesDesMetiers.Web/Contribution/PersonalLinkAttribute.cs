using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Newsletter.Calls;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>Checks the personal link before the request body is read.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PersonalLinkAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Runs before every filter that reads the body.</summary>
    public int Order => -10;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return;
        }

        var link = await http.RequestServices.GetRequiredService<PersonalLinks>()
            .OpenAsync(context.RouteData.Values["token"] as string ?? "", http.RequestAborted);
        if (link.Invitation is null)
        {
            context.Result = await ClosedPageAsync(context, link.IsOurs);
        }
    }

    /// <summary>The page of a link that does not open. It reveals nothing about the call.</summary>
    /// <param name="isOurs">Whether the site made this link. It may have expired.</param>
    internal static async Task<ViewResult> ClosedPageAsync(ActionContext context, bool isOurs)
    {
        var http = context.HttpContext;
        var settings = await http.RequestServices.GetRequiredService<NewsletterContext>().NewsletterSettingsAsync(http.RequestAborted);
        return new ViewResult
        {
            ViewName = isOurs ? "LinkOver" : "LinkUnknown",
            StatusCode = isOurs ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound,
            ViewData = new ViewDataDictionary<NewsletterSettings>(
                http.RequestServices.GetRequiredService<IModelMetadataProvider>(), context.ModelState)
            {
                Model = settings,
            },
        };
    }
}

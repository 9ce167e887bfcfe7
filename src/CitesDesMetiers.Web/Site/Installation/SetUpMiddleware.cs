using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;

namespace CitesDesMetiers.Web.Site.Installation;

/// <summary>Until the site has an account, every address but the set-up says that the site is being installed.</summary>
internal static class SetUpMiddleware
{
    public static void UseSetUp(this WebApplication app)
    {
        var setUp = app.Services.GetRequiredService<SetUp>();
        app.Use(async (context, next) =>
        {
            if (await setUp.IsNeededAsync(context.RequestAborted) && !SetUpAddresses.IsOpen(context.Request.Path.Value ?? ""))
            {
                context.Request.Path = SetUpAddresses.Waiting;
                context.Request.QueryString = QueryString.Empty;
                context.Request.Method = HttpMethods.Get;
            }

            await next(context);
        });
    }
}

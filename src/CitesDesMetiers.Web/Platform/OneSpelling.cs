using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Redirects the archive's addresses in capitals or with a slash at their end to the one spelling, so that search engines and caches
/// know a page once.
/// </summary>
internal static class OneSpelling
{
    private static readonly string[] Archives = [SiteAddresses.Archive, SiteAddresses.News, SiteAddresses.Agenda, SiteAddresses.Cites];

    public static void UseOneSpelling(this WebApplication app) =>
        app.Use((context, next) =>
        {
            var request = context.Request;
            var path = request.Path.Value ?? "";
            var spelling = path.TrimEnd('/').ToLowerInvariant();
            if (spelling == path || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                || !Array.Exists(Archives, a => new PathString(spelling).StartsWithSegments(a)))
            {
                return next(context);
            }

            context.Response.Redirect(request.PathBase.Add(new PathString(spelling)).ToUriComponent() + request.QueryString, permanent: true);
            return Task.CompletedTask;
        });
}

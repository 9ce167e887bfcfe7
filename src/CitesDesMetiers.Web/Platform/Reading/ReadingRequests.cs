using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Reading;

/// <summary>Tells which requests are for a reading page by somebody who is not signed in.</summary>
internal sealed class ReadingRequests(IOptions<SiteOptions> site)
{
    private readonly string session = Cookies.SessionName(site.Value);

    /// <returns>The page; null for other requests, and for people with a session, even an expired one.</returns>
    public ReadingPageAttribute? PageOf(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method) && !request.Cookies.ContainsKey(session)
            ? context.GetEndpoint()?.Metadata.GetMetadata<ReadingPageAttribute>()
            : null;
    }
}

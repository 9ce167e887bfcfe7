using CitesDesMetiers.Web.Platform.Telemetry;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace CitesDesMetiers.Web.Platform.Reading;

/// <summary>
/// Keeps each reading page once for each site version, encoding and set of the query parameters that its action reads. The framework's
/// default policy would also vary by host and by every query parameter, so anybody could fill the cache.
/// </summary>
internal sealed class ReadingPagePolicy(
    ReadingRequests requests, ReadingVersion version, IResponseCompressionProvider compression, SiteMeter meter)
    : IOutputCachePolicy
{
    /// <summary>In characters, with the question mark. Longer queries are answered but not kept: nobody repeats such a search.</summary>
    private const int LongestQuery = 200;

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        if (requests.PageOf(http) is not { } page)
        {
            return;
        }

        // Also for a page that is not kept: ReadingPageAttribute makes the ETag from it.
        var tag = await version.ReadAsync(http);
        context.EnableOutputCaching = context.AllowLocking = context.AllowCacheLookup = context.AllowCacheStorage = MayBeKept(http.Request);
        var rules = context.CacheVaryByRules;
        rules.VaryByHost = false;
        rules.QueryKeys = page.Parameters;
        rules.VaryByValues["version"] = tag.Tag.Value!;
        rules.VaryByValues["encoding"] = EncodingFor(http);
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        meter.RecordPage(fromMemory: true);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.AllowCacheLookup)
        {
            meter.RecordPage(fromMemory: false);
        }

        var response = context.HttpContext.Response;

        // A safeguard: ReadingRequests already leaves out requests with a session.
        if (context.HttpContext.User.Identity?.IsAuthenticated == true
            || response.StatusCode != StatusCodes.Status200OK
            || response.Headers.SetCookie.Count > 0)
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// False for a long query, for capitals and for a slash at the end. Routes accept such a path, but the page repeats it, so a copy kept
    /// for one spelling would be wrong for another.
    /// </summary>
    private static bool MayBeKept(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return request.QueryString.Value?.Length is null or <= LongestQuery
            && (path.Length <= 1 || !path.EndsWith('/'))
            && !path.AsSpan().ContainsAnyInRange('A', 'Z');
    }

    /// <summary>The encoding that the compression will choose, so that nobody receives one that they did not ask for.</summary>
    private string EncodingFor(HttpContext http) =>
        compression.CheckRequestAcceptsCompression(http) ? compression.GetCompressionProvider(http)?.EncodingName ?? "" : "";
}

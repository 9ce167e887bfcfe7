using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace CitesDesMetiers.Web.Platform.Reading;

/// <summary>
/// Keeps each reading page once per version and encoding. The framework's default policy would also vary by host and by every query
/// parameter, so anybody could fill the cache.
/// </summary>
internal sealed class ReadingPagePolicy(
    ReadingRequests requests, ReadingVersion version, IResponseCompressionProvider compression)
    : IOutputCachePolicy
{
    /// <summary>Longer queries are searches that nobody repeats.</summary>
    private const int LongestQuery = 200;

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        if (requests.PageOf(http) is not { } page)
        {
            return;
        }

        var tag = await version.ReadAsync(http);
        context.EnableOutputCaching = context.AllowLocking = context.AllowCacheLookup = context.AllowCacheStorage = IsOneSpelling(http.Request);
        var rules = context.CacheVaryByRules;
        rules.VaryByHost = false;
        rules.QueryKeys = page.Parameters;
        rules.VaryByValues["version"] = tag.Tag.Value!;
        rules.VaryByValues["encoding"] = EncodingFor(http);
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (context.HttpContext.User.Identity?.IsAuthenticated == true
                || response.StatusCode != StatusCodes.Status200OK
                || response.Headers.SetCookie.Count > 0)
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Routes ignore case and a slash at the end, but pages show their own path.</summary>
    private static bool IsOneSpelling(HttpRequest request)
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

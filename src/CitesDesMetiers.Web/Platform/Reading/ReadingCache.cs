using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace CitesDesMetiers.Web.Platform.Reading;

/// <summary>
/// Keeps the reading pages in memory, compressed, for everybody who is not signed in (docs/decisions/0024-output-cache.md). The cache is
/// outside the compression, so that each page is compressed once.
/// </summary>
internal static class ReadingCache
{
    /// <summary>In bytes. When it is full, the entries that were not used for longest go.</summary>
    private const int MostMemory = 48 * 1024 * 1024;

    /// <summary>Old versions leave after it; nobody reads them any more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static void AddReadingCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadingRequests>();
        builder.Services.AddSingleton<ReadingVersion>();
        builder.Services.AddOutputCache(options =>
        {
            options.SizeLimit = MostMemory;
            options.MaximumBodySize = MostMemory / 16;
            options.UseCaseSensitivePaths = true;
            options.DefaultExpirationTimeSpan = Longest;
            options.AddBasePolicy(policy => policy.AddPolicy<ReadingPagePolicy>(), excludeDefaultPolicy: true);
        });
        builder.Services.AddResponseCompression(options =>
        {
            // Only for reading pages, see UseReadingCache: they mix no secret with what an attacker can type (BREACH).
            options.EnableForHttps = true;
            options.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes, "application/atom+xml", "application/feed+json", "application/opensearchdescription+xml",
                "text/calendar",
            ];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    /// <summary>
    /// Call it after routing, because the endpoint says what is kept, and before authentication: a kept page needs none. People with a
    /// session cookie never touch the cache.
    /// </summary>
    public static void UseReadingCache(this WebApplication app)
    {
        var requests = app.Services.GetRequiredService<ReadingRequests>();
        app.UseOutputCache();
        app.UseWhen(context => requests.PageOf(context) is not null, reading => reading.UseResponseCompression());
    }
}

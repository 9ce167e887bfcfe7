using Microsoft.AspNetCore.OutputCaching;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Counts the views of pages that come from the output cache. Their action does not run.</summary>
internal sealed class VisitsFromCache(ArchiveVisits visits) : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        visits.CountAgain(context.HttpContext);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}

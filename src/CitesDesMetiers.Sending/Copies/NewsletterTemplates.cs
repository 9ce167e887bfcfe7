using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>Caches the formatted message of each dispatch; an edition never changes.</summary>
internal sealed class NewsletterTemplates(IServiceScopeFactory scopes, NewsletterMessage messages)
{
    private const int Kept = 4;

    private readonly ConcurrentDictionary<int, CopyTemplate> templates = new();

    public async ValueTask<CopyTemplate> OfAsync(int dispatchId, CancellationToken cancellation)
    {
        if (templates.TryGetValue(dispatchId, out var known))
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var dispatch = await db.Dispatches.AsNoTracking().Where(d => d.Id == dispatchId).Select(d => new { d.Edition, d.Digest, d.ReturnPath })
            .SingleAsync(cancellation);
        if (templates.Count >= Kept)
        {
            templates.Clear();
        }

        return templates[dispatchId] = CopyTemplate.Of(messages, NewsletterTemplate.Of(dispatch.Edition, dispatch.Digest), dispatch.ReturnPath);
    }
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Deletes documents that became nothing and that nobody has corrected for a long time, and batches that are empty.</summary>
internal sealed class DocumentPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DocumentPurge> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    /// <summary>A batch is empty while its first document is being stored.</summary>
    private static readonly TimeSpan Filling = TimeSpan.FromDays(1);

    public static async Task RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var (before, filled) = (now - KeptFor, now - Filling);
        await db.DocumentImports
            .Where(d => d.State != DocumentState.Taken && d.State != DocumentState.Archived && d.CreatedAt < before
                && (d.TakenAt == null || d.TakenAt < before) && !d.Versions.Any(v => v.At >= before))
            .ExecuteDeleteAsync(cancellation);
        await db.DocumentBatches.Where(b => b.CreatedAt < filled && !db.DocumentImports.Any(d => d.BatchId == b.Id))
            .ExecuteDeleteAsync(cancellation);
    }

    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        RunAsync(services.GetRequiredService<NewsletterContext>(), Now, stopping);
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Deletes abandoned drafts and old records of open forms.</summary>
internal sealed class DraftPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftPurge> logger) : PeriodicWorker(scopes, clock, logger)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan PresenceKeptFor = TimeSpan.FromDays(1);

    public static Task RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var (drafts, presence) = (now - KeptFor, now - PresenceKeptFor);
        return db.EditingSessions
            .Where(s => s.SeenAt < presence && (s.DraftSavedAt == null || s.DraftSavedAt < drafts)).ExecuteDeleteAsync(cancellation);
    }

    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        RunAsync(services.GetRequiredService<NewsletterContext>(), Now, stopping);
}

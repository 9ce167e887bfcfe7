using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Editing;

/// <summary>Erases drafts nobody came back to, and the traces of who had a form open.</summary>
public sealed class DraftPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftPurge> logger) : BackgroundService
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan PresenceKeptFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    public static Task RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var (drafts, presence) = (now - KeptFor, now - PresenceKeptFor);
        return db.EditingSessions
            .Where(s => s.SeenAt < presence && (s.DraftSavedAt == null || s.DraftSavedAt < drafts)).ExecuteDeleteAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RunAsync(scope.ServiceProvider.GetRequiredService<NewsletterContext>(), clock.GetUtcNow().UtcDateTime, stoppingToken);
            }
            catch (Exception e) when (DatabaseAway.IsCause(e))
            {
                // Nothing was erased; the next round tries again.
                logger.LogWarning(e, "Old drafts could not be erased.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Platform.Health;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Telemetry;

/// <summary>Counts what the database holds, now and then, so that reading the metrics never waits for it.</summary>
internal sealed class FiguresWorker(
    IServiceScopeFactory scopes, SiteMeter meter, IHostEnvironment environment, TimeProvider clock, ILogger<FiguresWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>How long a dispatch is watched after its end: most bounces come within a day.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    protected override TimeSpan Interval => TimeSpan.FromSeconds(15);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        var db = services.GetRequiredService<NewsletterContext>();

        // By dispatch, for the index: there are deliveries of every issue ever sent.
        var (now, since) = (Now, Now - Afterwards);
        int[] watched = await db.Dispatches
            .Where(d => d.State == DispatchState.Running || d.State == DispatchState.Paused
                || (d.State == DispatchState.Completed && d.CompletedAt > since))
            .Select(d => d.Id).ToArrayAsync(stopping);
        var deliveries = db.Deliveries.Where(d => EF.Parameter(watched).Contains(d.DispatchId));
        var oldest = await deliveries.Where(d => (d.State == DeliveryState.Pending || d.State == DeliveryState.Deferred) && d.NextAttemptAt <= now)
            .MinAsync(d => (DateTime?)d.NextAttemptAt, stopping);
        meter.Show(new(
            await ByStateAsync(deliveries.GroupBy(d => d.State).Select(g => new StateCount(g.Key.ToString(), g.LongCount())), stopping),
            await ByStateAsync(db.Dispatches.GroupBy(d => d.State).Select(g => new StateCount(g.Key.ToString(), g.LongCount())), stopping),
            await ByStateAsync(db.Subscribers.GroupBy(s => s.State).Select(g => new StateCount(g.Key.ToString(), g.LongCount())), stopping),
            oldest is { } due ? (now - due).TotalSeconds : 0,
            new DriveInfo(DiskHealth.FolderOf(db, environment)).AvailableFreeSpace));
    }

    private static async Task<Dictionary<string, long>> ByStateAsync(IQueryable<StateCount> counts, CancellationToken stopping) =>
        (await counts.ToListAsync(stopping)).ToDictionary(c => c.State, c => c.Count);

    private sealed record StateCount(string State, long Count);
}

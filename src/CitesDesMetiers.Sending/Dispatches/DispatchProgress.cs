using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>
/// Reads <see cref="DispatchFigures"/> from the database alone, so that they hold for all instances and after a restart. However many
/// ask, an instance counts each dispatch at most once a second, by one index scan.
/// </summary>
public sealed class DispatchProgress(IServiceScopeFactory scopes, TimeProvider clock, Relays relays)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const double Share = 0.1;

    private readonly ConcurrentDictionary<int, Followed> followed = new();

    /// <returns>Null when there is no such dispatch.</returns>
    public Task<DispatchFigures?> ReadAsync(int id, CancellationToken cancellation) =>
        followed.GetOrAdd(
            id, _ => new Followed(known => new ThrottledReading<DispatchFigures?>(c => CountAsync(known, id, c), Every, Share, clock)))
            .Figures.GetAsync(cancellation);

    /// <summary>Discards the cached figures after a change on this instance, so that the next reading shows it.</summary>
    public void Forget(int id)
    {
        if (followed.TryGetValue(id, out var known))
        {
            known.Figures.Invalidate();
        }
    }

    private async Task<DispatchFigures?> CountAsync(Followed known, int id, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var dispatch = await db.Dispatches.Where(d => d.Id == id)
            .Select(d => new { d.State, d.PauseReason, d.CreatedAt, d.CompletedAt, d.LeftUncertain, d.ToOutbox }).FirstOrDefaultAsync(cancellation);
        if (dispatch is null)
        {
            followed.TryRemove(id, out _);
            return null;
        }

        var audience = known.Audience ??= await db.Deliveries.CountAsync(d => d.DispatchId == id, cancellation);
        var counted = await db.Deliveries.Where(d => d.DispatchId == id).GroupBy(d => d.State)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var next = counted.ContainsKey(DeliveryState.Deferred)
            ? await db.Deliveries.Where(d => d.DispatchId == id && d.State == DeliveryState.Deferred)
                .MinAsync(d => (DateTime?)d.NextAttemptAt, cancellation)
            : null;
        var figures = new DispatchFigures(
            id, dispatch.State, dispatch.PauseReason, dispatch.CreatedAt, dispatch.CompletedAt, DispatchFigures.AddingUp(audience, counted), null,
            next, dispatch.LeftUncertain)
        {
            ToOutbox = dispatch.ToOutbox,
        };
        figures = figures.IsOver ? figures : figures with { RelayNotices = relays.Notices };
        return figures with { Rate = dispatch.State is DispatchState.Running ? known.RateAfter(figures.Ended, clock) : known.ClearRate() };
    }

    private sealed class Followed
    {
        private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

        /// <summary>Readings of how many deliveries had ended; the rate is computed from the oldest. The lock guards it.</summary>
        private readonly Queue<(long At, int Ended)> samples = new();

        public Followed(Func<Followed, ThrottledReading<DispatchFigures?>> figures) => Figures = figures(this);

        public ThrottledReading<DispatchFigures?> Figures { get; }

        /// <summary>The size of the audience, counted once: nobody joins a queued dispatch.</summary>
        public int? Audience { get; set; }

        public double? RateAfter(int ended, TimeProvider clock)
        {
            lock (samples)
            {
                var now = clock.GetTimestamp();
                while (samples.Count > 1 && clock.GetElapsedTime(samples.Peek().At, now) > Span)
                {
                    samples.Dequeue();
                }

                samples.Enqueue((now, ended));
                var (at, before) = samples.Peek();
                var seconds = clock.GetElapsedTime(at, now).TotalSeconds;
                return seconds >= 0.5 && ended >= before ? (ended - before) / seconds : null;
            }
        }

        public double? ClearRate()
        {
            lock (samples)
            {
                samples.Clear();
                return null;
            }
        }
    }
}

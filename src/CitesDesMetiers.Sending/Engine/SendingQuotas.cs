using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>Hourly limits that all instances share, kept in the database: see <see cref="SendingQuota"/>.</summary>
internal sealed class SendingQuotas(IServiceScopeFactory scopes, DatabaseWriteLock writeLock, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Takes as much of the limit as is free now.</summary>
    /// <param name="key">What is limited: a relay or a recipient domain.</param>
    /// <param name="perHour">Messages per hour.</param>
    /// <param name="wanted">The most messages to take.</param>
    /// <returns>How many were taken; when none, the time at which the next one is free (UTC).</returns>
    public async Task<(int Taken, DateTime NextAt)> TakeAsync(string key, int perHour, int wanted, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var pace = Pace.Of(perHour);
        while (true)
        {
            var usedUntil = await UsedUntilAsync(db, key, cancellation);
            var now = Now;
            var taken = (int)Math.Min(wanted, pace.Free(usedUntil, now));
            if (taken <= 0)
            {
                return (0, new DateTime(usedUntil + pace.Interval - pace.Ahead, DateTimeKind.Utc));
            }

            // Compare-and-set: when another worker changed the row first, read it again.
            var then = Math.Max(usedUntil, now) + (taken * pace.Interval);
            using var writing = await writeLock.TakeAsync();
            if (await db.SendingQuotas.Where(q => q.Key == key && q.UsedUntil == usedUntil)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.UsedUntil, then), cancellation) == 1)
            {
                return (taken, new DateTime(now, DateTimeKind.Utc));
            }
        }
    }

    /// <summary>Gives back what was taken and not used.</summary>
    public async Task GiveBackAsync(string key, int perHour, int unused)
    {
        var back = unused * Pace.Of(perHour).Interval;
        await using var scope = scopes.CreateAsyncScope();
        using var writing = await writeLock.TakeAsync();
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().SendingQuotas.Where(q => q.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.UsedUntil, q => q.UsedUntil - back));
    }

    private static async Task<long> UsedUntilAsync(NewsletterContext db, string key, CancellationToken cancellation)
    {
        if (await db.SendingQuotas.Where(q => q.Key == key).Select(q => (long?)q.UsedUntil).FirstOrDefaultAsync(cancellation) is { } known)
        {
            return known;
        }

        db.SendingQuotas.Add(new SendingQuota(key));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another worker added the row at the same moment.
        }

        db.ChangeTracker.Clear();
        return 0;
    }

    /// <summary>
    /// After a quiet time a minute's worth of messages, or one, may be sent at once. The interval is longer for it, so that no hour
    /// exceeds its limit. That costs at most 1.7 % of the limit.
    /// </summary>
    /// <param name="Interval">Ticks between two messages.</param>
    /// <param name="Ahead">The ticks by which the virtual clock may run ahead.</param>
    private readonly record struct Pace(long Interval, long Ahead)
    {
        public static Pace Of(int perHour)
        {
            var burst = Math.Max(1, perHour / 60);
            var interval = (long)Math.Ceiling((double)TimeSpan.TicksPerHour / (perHour - burst + 1));
            return new Pace(interval, burst * interval);
        }

        public long Free(long usedUntil, long now) => (now + Ahead - Math.Max(usedUntil, now)) / Interval;
    }
}

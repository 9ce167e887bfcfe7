using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>Limits per hour that hold for all instances together: see <see cref="SendingQuota"/>.</summary>
internal sealed class SendingQuotas(IServiceScopeFactory scopes, DatabaseWriteLock turn, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Takes as many as are free now, up to a number.</summary>
    /// <returns>How many, and when the next one is free (UTC).</returns>
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

            // Whoever changes the row first has it; the other looks again.
            var then = Math.Max(usedUntil, now) + (taken * pace.Interval);
            using var writing = await turn.TakeAsync();
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
        using var writing = await turn.TakeAsync();
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
            // Another worker made it in the same moment.
        }

        db.ChangeTracker.Clear();
        return 0;
    }

    /// <summary>
    /// What may go out at once after a quiet time, a minute's worth or one, counts within the hour: the interval is longer for it, so that
    /// no hour has more than its limit. That costs 1.7 % of it at the most.
    /// </summary>
    /// <param name="Interval">Ticks between two.</param>
    /// <param name="Ahead">Ticks that the virtual clock may run ahead.</param>
    private readonly record struct Pace(long Interval, long Ahead)
    {
        public static Pace Of(int perHour)
        {
            var atOnce = Math.Max(1, perHour / 60);
            var interval = (long)Math.Ceiling((double)TimeSpan.TicksPerHour / (perHour - atOnce + 1));
            return new Pace(interval, atOnce * interval);
        }

        public long Free(long usedUntil, long now) => (now + Ahead - Math.Max(usedUntil, now)) / Interval;
    }
}

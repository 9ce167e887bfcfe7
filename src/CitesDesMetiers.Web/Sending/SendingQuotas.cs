using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Sending;

/// <summary>Limits per hour that hold for all instances together: see <see cref="SendingQuota"/>.</summary>
internal sealed class SendingQuotas(IServiceScopeFactory scopes, DatabaseTurn turn, TimeProvider clock)
{
    /// <summary>What may go out at once after a quiet time: a minute's worth, or one.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Takes as many as are free now, up to a number.</summary>
    /// <returns>How many, and when the next one is free (UTC).</returns>
    public async Task<(int Taken, DateTime NextAt)> TakeAsync(string key, int perHour, int wanted, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var interval = TimeSpan.TicksPerHour / perHour;
        while (true)
        {
            var usedUntil = await UsedUntilAsync(db, key, cancellation);
            var (now, free) = Free(usedUntil, interval);
            var taken = (int)Math.Min(wanted, free);
            if (taken <= 0)
            {
                return (0, new DateTime(usedUntil + interval - Ahead(interval), DateTimeKind.Utc));
            }

            // Whoever changes the row first has it; the other looks again.
            var then = Math.Max(usedUntil, now) + (taken * interval);
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
        var back = unused * (TimeSpan.TicksPerHour / perHour);
        await using var scope = scopes.CreateAsyncScope();
        using var writing = await turn.TakeAsync();
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().SendingQuotas.Where(q => q.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.UsedUntil, q => q.UsedUntil - back));
    }

    private static long Ahead(long interval) => Math.Max(Burst.Ticks, interval);

    private (long Now, long Free) Free(long usedUntil, long interval)
    {
        var now = Now;
        return (now, (now + Ahead(interval) - Math.Max(usedUntil, now)) / interval);
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
}

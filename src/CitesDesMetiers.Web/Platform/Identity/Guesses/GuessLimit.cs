using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Identity.Guesses;

/// <summary>
/// Delays guesses of a password, more with each wrong one, per account and network together. Nobody can shut the owner out: their known
/// browsers are counted apart, and so is every other network (ASVS 5.0, 6.3.1).
/// </summary>
public sealed class GuessLimit(NewsletterContext db, KnownDevices devices, IHttpContextAccessor request, TimeProvider clock)
{
    /// <summary>Tries without a delay, for typing errors.</summary>
    private const int FreeTries = 5;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    /// <summary>After a quiet time of this length, counting starts anew.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>Counts a try before the password is looked at, so that tries made at once are counted too.</summary>
    /// <param name="account">The normalised address that was typed.</param>
    /// <param name="userId">Null when no account has it.</param>
    /// <returns>How long to wait; zero when the password may be looked at.</returns>
    public async Task<TimeSpan> TakeAsync(string account, int? userId)
    {
        var key = await KeyAsync(account, userId);
        var now = clock.GetUtcNow().UtcDateTime;
        var count = await db.GuessCounts.AsNoTracking().FirstOrDefaultAsync(g => g.Key == key);
        if (count is null)
        {
            return await BeginAsync(key, now);
        }

        if (count.NextAt > now)
        {
            return count.NextAt - now;
        }

        var tries = count.NextAt + Memory < now ? 1 : count.Tries + 1;
        var next = now + DelayAfter(tries);
        var counted = await db.GuessCounts.Where(g => g.Key == key && g.Tries == count.Tries)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.Tries, tries).SetProperty(g => g.NextAt, next));

        // Another try from the same place came first.
        return counted == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
    }

    /// <summary>Counting starts anew after the right password.</summary>
    public async Task ForgetAsync(string account, int? userId)
    {
        var key = await KeyAsync(account, userId);
        await db.GuessCounts.Where(g => g.Key == key).ExecuteDeleteAsync();
    }

    private static TimeSpan DelayAfter(int tries) =>
        tries < FreeTries ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(FirstDelay.Ticks << Math.Min(tries - FreeTries, 10), LongestDelay.Ticks));

    private async Task<TimeSpan> BeginAsync(byte[] key, DateTime now)
    {
        await db.GuessCounts.Where(g => g.NextAt < now - Memory).ExecuteDeleteAsync();
        var count = new GuessCount(key, 1, now);
        db.GuessCounts.Add(count);
        try
        {
            await db.SaveChangesAsync();
            return TimeSpan.Zero;
        }
        catch (DbUpdateException)
        {
            return TimeSpan.FromSeconds(1);
        }
        finally
        {
            db.Entry(count).State = EntityState.Detached;
        }
    }

    private async Task<byte[]> KeyAsync(string account, int? userId)
    {
        // The same work for an address without an account.
        var device = await devices.FindAsync(userId ?? 0);
        var origin = device is null ? ClientNetwork.Of(request.HttpContext!.Connection.RemoteIpAddress) : Convert.ToHexString(device);
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{origin}"));
    }
}

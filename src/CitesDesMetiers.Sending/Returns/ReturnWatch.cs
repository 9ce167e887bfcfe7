using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Watches how long this instance has failed to read the mailbox to its end. After an hour it tells the administrators, at the desk while
/// it lasts and once by mail.
/// </summary>
public sealed class ReturnWatch(IOptions<MailOptions> options, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReturnWatch> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private long lastRead = clock.GetUtcNow().UtcTicks;

    /// <summary>When the mailbox was last read to its end, or the site started, UTC; null while that is recent.</summary>
    public DateTime? UnreadSince =>
        options.Value.Returns is { } mailbox && new DateTime(Interlocked.Read(ref lastRead), DateTimeKind.Utc) is var last
            && Now - last > ToleratedDelay(mailbox) ? last : null;

    protected override TimeSpan Interval => TimeSpan.FromMinutes(5);

    /// <summary>Records that the mailbox was read to its end.</summary>
    /// <param name="at">UTC.</param>
    public void NoteRead(DateTime at) => Interlocked.Exchange(ref lastRead, at.Ticks);

    /// <summary>Tells the administrators, unless another instance, or another failure of the mailbox, has told them since.</summary>
    public async Task LookAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<NewsletterContext>();
        if (UnreadSince is { } since
            && !await db.Notifications.AnyAsync(n => n.Path == DeskAddresses.Suppressions && n.CreatedAt > since, cancellation))
        {
            await services.GetRequiredService<Notifier>().TellAdministratorsAsync(
                $"La boîte des retours n’a pas pu être lue jusqu’au bout depuis le {ParisTime.ShowLong(since)} : les retours y attendent.",
                DeskAddresses.Suppressions, null, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) => LookAsync(services, stopping);

    /// <summary>How long a delay is tolerated: at least three intervals, since one rare reading may fail.</summary>
    private static TimeSpan ToleratedDelay(ReturnMailbox mailbox) => mailbox.Interval * 3 > Hour ? mailbox.Interval * 3 : Hour;
}

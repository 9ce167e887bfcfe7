using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Knows since when this instance has not read the mailbox to its end, whatever holds it up. After an hour the administrators
/// are told: at the desk as long as it lasts, and once by mail.
/// </summary>
public sealed class ReturnWatch(IOptions<MailOptions> options, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReturnWatch> logger) : PeriodicWorker(scopes, clock, logger)
{
    public const string DeskPath = "/redaction/opposition";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private long lastRead = clock.GetUtcNow().UtcTicks;

    /// <summary>UTC; when all was read for the last time, or the site started. Null while that is not long ago.</summary>
    public DateTime? UnreadSince =>
        options.Value.Returns is { } mailbox && new DateTime(Interlocked.Read(ref lastRead), DateTimeKind.Utc) is var last && Now - last > Patience(mailbox) ? last : null;

    protected override TimeSpan Interval => TimeSpan.FromMinutes(5);

    /// <param name="at">UTC; when its end was reached.</param>
    public void NoteRead(DateTime at) => Interlocked.Exchange(ref lastRead, at.Ticks);

    /// <summary>Tells the administrators, unless another instance or another fault of the mailbox has been told since.</summary>
    public async Task LookAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<NewsletterContext>();
        if (UnreadSince is { } since && !await db.Notifications.AnyAsync(n => n.Path == DeskPath && n.CreatedAt > since, cancellation))
        {
            await services.GetRequiredService<Notifier>().TellAdministratorsAsync(
                $"La boîte des retours n’a pas pu être lue jusqu’au bout depuis le {ParisTime.ShowLong(since)} : les retours y attendent.", DeskPath, null, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) => LookAsync(services, stopping);

    /// <summary>A look is noted at the next one: where they are seldom, one may fail.</summary>
    private static TimeSpan Patience(ReturnMailbox mailbox) => mailbox.Interval * 3 > Hour ? mailbox.Interval * 3 : Hour;
}

using System.Collections.Concurrent;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Faults;

/// <summary>What may go wrong, and what is promised then.</summary>
internal static class FaultList
{
    private const string Drop = SmtpListener.Drop;

    public static IEnumerable<Fault> All(bool slow) =>
        [.. Drops(), .. Codes(), .. Relays(slow), .. Garbage(), .. Encryption(), .. Databases(), .. Others()];

    private static IEnumerable<Fault> Drops() =>
    [
        Fault.Sometimes("drop before the banner", SmtpMoment.Connect, Drop, e => e.EverybodyOnce),
        Fault.Sometimes("drop before DATA", SmtpMoment.Data, Drop, e => e.EverybodyOnce),
        Fault.Sometimes("drop in the body", SmtpMoment.Body, Drop, e => e.EverybodyOnce),
        Fault.Sometimes("drop after the dot", SmtpMoment.FinalDot, Drop, e => e.EverybodyOnce),
        Fault.Always("drop after every dot", SmtpMoment.FinalDot, Drop, e => e.IsPausedAfter(lost: 0)),
        Fault.Sometimes("drop after 250", SmtpMoment.Sent, Drop, e => e.EverybodyOnce),
    ];

    private static IEnumerable<Fault> Codes() =>
    [
        Fault.Sometimes("4xx at connect", SmtpMoment.Connect, "421 4.3.2 Busy", e => e.EverybodyOnce, times: 1),
        Fault.Always("5xx at connect", SmtpMoment.Connect, "554 5.3.2 Go away", e => e.IsPausedAfter(0) && e.Copies.Count == 0),
        Fault.Sometimes("4xx at EHLO", SmtpMoment.Hello, "421 4.3.2 Busy", e => e.EverybodyOnce, times: 1),
        Fault.Always("5xx at EHLO", SmtpMoment.Hello, "550 5.7.1 Not you", e => e.EverybodyOnce || (e.IsPausedAfter(0) && e.Copies.Count == 0)),
        Authentication("4xx at AUTH", "454 4.7.0 Temporary failure", 1, e => e.EverybodyOnce),
        Authentication("5xx at AUTH", "535 5.7.8 Wrong password", int.MaxValue, e => e.IsPausedAfter(0) && e.Copies.Count == 0),
        Fault.Sometimes("4xx at MAIL", SmtpMoment.Mail, "451 4.3.0 Later", e => e.EverybodyOnce, times: 1),
        Fault.Always("5xx at MAIL", SmtpMoment.Mail, "550 5.7.1 Sender refused", e => e.IsPausedAfter(0) && e.Copies.Count == 0),
        Fault.Sometimes("4xx at RCPT", SmtpMoment.Recipient, "450 4.2.1 Later", e => e.EverybodyOnce),
        Fault.Sometimes(
            "5xx at RCPT, three unknown", SmtpMoment.Recipient, "550 5.1.1 No such user", e => ThreeFailed(e) && e.State is DispatchState.Completed),
        Fault.Always(
            "5xx at every RCPT", SmtpMoment.Recipient, "550 5.1.1 No such user", e => e.IsPausedAfter(lost: 30) && e.Of(DeliveryState.Failed) < 30),
        Fault.Sometimes("4xx at DATA", SmtpMoment.Data, "451 4.3.0 Later", e => e.EverybodyOnce),
        Fault.Sometimes("5xx at DATA, three times", SmtpMoment.Data, "554 5.6.0 No", e => ThreeFailed(e) && e.State is DispatchState.Completed),
        Fault.Always("5xx at every DATA", SmtpMoment.Data, "554 5.6.0 No", e => e.IsPausedAfter(lost: 9)),
        Fault.Sometimes("4xx at the final dot", SmtpMoment.FinalDot, "451 4.3.0 Later", e => e.EverybodyOnce),
        Fault.Sometimes(
            "5xx at the final dot, three times", SmtpMoment.FinalDot, "554 5.6.0 No", e => ThreeFailed(e) && e.State is DispatchState.Completed),
        Fault.Always("5xx at every final dot", SmtpMoment.FinalDot, "554 5.7.1 Spam", e => e.IsPausedAfter(lost: 9)),
    ];

    private static IEnumerable<Fault> Relays(bool slow) =>
    [
        new("421 after ten messages", e => e.EverybodyOnce)
        {
            Arrange = site =>
            {
                var mails = 0;
                site.Relay.Script = (moment, _) =>
                    Task.FromResult(moment is SmtpMoment.Mail && Interlocked.Increment(ref mails) % 11 == 0 ? "421 4.7.0 Enough for now" : null);
            },
        },
        new("greylisting of everyone", e => e.EverybodyOnce && e.Deliveries.All(d => d.Attempts == 2))
        {
            Arrange = site =>
            {
                var seen = new ConcurrentDictionary<string, bool>();
                site.Relay.Script = (moment, to) =>
                    Task.FromResult(moment is SmtpMoment.Recipient && seen.TryAdd(to, true) ? "450 4.2.0 Greylisted" : null);
            },
        },
        new($"reply to the dot after {(slow ? "5 minutes" : "5 seconds")}", e => e.EverybodyOnce)
        {
            Arrange = site =>
            {
                var late = TimeSpan.FromSeconds(slow ? 300 : 5);
                site.StillWaits += late;
                var dots = 0;
                site.Relay.Script = async (moment, _) =>
                {
                    if (moment is SmtpMoment.FinalDot && Interlocked.Increment(ref dots) == 2)
                    {
                        await Task.Delay(late);
                    }

                    return null;
                };
            },
        },
        new("relay gone for 10 seconds", e => e.EverybodyOnce || (e.Everybody && e.ExtraCopies <= 4))
        {
            Meanwhile = async site =>
            {
                await site.ArrivedAsync(5);
                await site.RelayAwayAsync(TimeSpan.FromSeconds(10));
            },
        },
    ];

    private static IEnumerable<Fault> Garbage() =>
        ((string Name, string Reply)[])
        [
            ("words without a number", "Bonjour, ça va ?"), ("a line without an end", new string('x', 1_000_000)), ("NULs", "\0\0\0 \0\0"),
            ("lines of different codes", "250-One\r\n550 Two"),
        ]
        is var replies
            ? [.. replies.SelectMany(r => (Fault[])[
                Fault.Sometimes($"garbage at RCPT: {r.Name}", SmtpMoment.Recipient, r.Reply, e => NobodyLost(e)),
                Fault.Sometimes($"garbage at the dot: {r.Name}", SmtpMoment.FinalDot, r.Reply, e => NobodyLost(e))])]
            : [];

    private static IEnumerable<Fault> Encryption() =>
    [
        new(
            "TLS required and not offered",
            e => e.IsPausedAfter(0) && e.Copies.Count == 0) { Arrange = site => site.With("Mail:Smtp:Security", "StartTls") },
        new("a certificate signed by itself", e => e.IsPausedAfter(0) && e.Copies.Count == 0)
        {
            Listener = () => new SmtpListener(0, SelfSigned.Create()),
            Arrange = site => site.With("Mail:Smtp:Security", "SslOnConnect"),
        },
    ];

    private static IEnumerable<Fault> Databases() =>
    [
        new("database locked for 8 seconds", e => e.EverybodyOnce)
        {
            Meanwhile = async site =>
            {
                await site.ArrivedAsync(5);
                await using var db = site.Open();
                await using var writing = await db.Database.BeginTransactionAsync();
                await Task.Delay(8_000);
            },
        },
        new("database refuses every write for 8 seconds", e => e.EverybodyOnce)
        {
            Meanwhile = async site =>
            {
                await site.ArrivedAsync(5);
                await using var db = site.Open();
                await db.Database.ExecuteSqlRawAsync(
                    "CREATE TRIGGER plein BEFORE UPDATE ON \"Deliveries\" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
                await Task.Delay(8_000);
                await db.Database.ExecuteSqlRawAsync("DROP TRIGGER plein");
            },
        },
        new("clock an hour forward", e => e.Everybody && e.ExtraCopies <= 4) { Meanwhile = site => MoveClockAsync(site, TimeSpan.FromHours(1)) },
        new("clock an hour back", e => e.EverybodyOnce) { Meanwhile = site => MoveClockAsync(site, TimeSpan.FromHours(-1)) },
    ];

    private static IEnumerable<Fault> Others() =>
    [
        new(
            "unsubscription in the middle",
            e =>
                e.State is DispatchState.Completed
                    && e.ExtraCopies == 0
                    && e.Of(DeliveryState.Suppressed) == 1
                    && e.Copies.Count == FaultSite.Recipients - 1)
        {
            Arrange = SlowDown,
            Meanwhile = async site =>
            {
                await site.ArrivedAsync(2);
                await using var db = site.Open();
                var last = await db.Deliveries.MaxAsync(d => d.SubscriberId);
                await db.Subscribers.Where(s => s.Id == last).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubscriberState.Unsubscribed));
            },
        },
        new("process killed and started again", e => e.Everybody && e.ExtraCopies <= 4)
        {
            Arrange = SlowDown,
            Meanwhile = async site =>
            {
                await site.ArrivedAsync(10);
                await site.KillAndRestartAsync();
            },
        },
    ];

    private static bool ThreeFailed(FaultEnd e) =>
        e.Of(DeliveryState.Failed) == 3 && e.Copies.Count == FaultSite.Recipients - 3 && e.ExtraCopies == 0;

    /// <summary>Whoever the ledger says was sent to has a copy; everybody else has an end of another kind, and nobody is in between.</summary>
    private static bool NobodyLost(FaultEnd e) =>
        e.ExtraCopies == 0 && e.State is DispatchState.Completed or DispatchState.Paused
        && e.Deliveries.All(d => d.State is DeliveryState.Sent == e.Copies.ContainsKey(d.Subscriber.Address))
        && e.Of(DeliveryState.Sent) + e.Of(DeliveryState.Failed) + e.Waiting + e.Of(DeliveryState.Uncertain) == FaultSite.Recipients;

    private static Fault Authentication(string name, string reply, int times, Func<FaultEnd, bool> promise) =>
        new(name, promise)
        {
            Arrange = site =>
            {
                var met = 0;
                site.With("Mail:Smtp:User", "lettre");
                site.With("Mail:Smtp:Password", "essai");
                site.Relay.Capabilities += "\nAUTH PLAIN";
                site.Relay.Script = (moment, _) =>
                    Task.FromResult(moment is SmtpMoment.Auth && Interlocked.Increment(ref met) <= times ? reply : null);
            },
        };

    private static void SlowDown(FaultSite site) => site.Relay.Script = async (moment, _) =>
    {
        if (moment is SmtpMoment.FinalDot)
        {
            await Task.Delay(100);
        }

        return null;
    };

    /// <summary>As it is between the process and what it has written: every instant it knows moves the other way.</summary>
    private static async Task MoveClockAsync(FaultSite site, TimeSpan by)
    {
        await site.ArrivedAsync(5);
        await using var db = site.Open();
        foreach (var row in await db.Deliveries.Where(d => d.State == DeliveryState.Leased).Select(d => new { d.Id, d.LeasedUntil }).ToListAsync())
        {
            var until = row.LeasedUntil - by;
            await db.Deliveries.Where(d => d.Id == row.Id && d.State == DeliveryState.Leased)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until));
        }
    }
}

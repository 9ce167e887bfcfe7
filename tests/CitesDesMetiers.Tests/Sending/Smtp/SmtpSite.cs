using System.Diagnostics;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>The real application with a relay of its own, and a clock that a test may put forward.</summary>
public class SmtpSite : SiteFactory
{
    public SmtpSite()
    {
        Settings["Mail:Transport"] = "Smtp";
        Settings["Mail:Smtp:Host"] = "127.0.0.1";
        Settings["Mail:Smtp:Port"] = Relay.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Settings["Mail:LeaseDuration"] = "00:00:05";
    }

    public SmtpListener Relay { get; private set; } = new();
    public ShiftedClock Clock { get; } = new();
    public SmtpTimeLimits Limits { get; set; } = new();

    /// <summary>Takes the relay away; gives its port, for the one that comes back.</summary>
    public async Task<int> StopRelayAsync()
    {
        var port = Relay.Port;
        await Relay.DisposeAsync();
        return port;
    }

    public void StartRelay(int port) => Relay = new SmtpListener(port);

    /// <summary>Publishes to that many subscribers, lecteur1@example.org and following.</summary>
    public async Task<int> DispatchAsync(int subscribers, Action<Dispatch>? before = null, string subject = SampleNewsletter.Subject)
    {
        var keys = await Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        var dispatching = Services.GetRequiredService<Dispatching>();
        var id = await WithDatabaseAsync(db => SampleNewsletter.DispatchAsync(db, dispatching, keys, subscribers, before, subject));
        dispatching.Wake();
        return id;
    }

    public Task<Delivery[]> DeliveriesAsync(int dispatch) =>
        WithDatabaseAsync(db => db.Deliveries.AsNoTracking().Include(d => d.Subscriber).Where(d => d.DispatchId == dispatch).OrderBy(d => d.Id).ToArrayAsync());

    public Task<Dispatch> DispatchOfAsync(int id) => WithDatabaseAsync(db => db.Dispatches.AsNoTracking().SingleAsync(d => d.Id == id));

    public Task CompletedAsync(int dispatch) =>
        Eventually.TrueAsync(async () => (await DispatchOfAsync(dispatch)).State is DispatchState.Completed, "the dispatch is completed");

    public void WakeUp() => Services.GetRequiredService<DispatchSignal>().Wake();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(Limits);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The system's clock, put forward; once stopped, it moves by <see cref="Forward"/> alone.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long shift;
    private long waited;
    private (DateTimeOffset Time, long Timestamp)? stopped;

    public override DateTimeOffset GetUtcNow() => (stopped?.Time ?? base.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref shift));

    public override long GetTimestamp() =>
        (stopped?.Timestamp ?? base.GetTimestamp()) + (long)(TimeSpan.FromTicks(Interlocked.Read(ref waited)).TotalSeconds * TimestampFrequency);

    public void Stop() => stopped = (base.GetUtcNow(), base.GetTimestamp());

    /// <param name="by">Less than nothing puts the clock back: no time has passed then.</param>
    public void Forward(TimeSpan by)
    {
        Interlocked.Add(ref shift, by.Ticks);
        Interlocked.Add(ref waited, Math.Max(0, by.Ticks));
    }
}

public static class Eventually
{
    /// <summary>Long: a machine may be busy with other work, and only what never comes is a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var start = Stopwatch.StartNew(); !await condition(); await Task.Delay(20))
        {
            Assert.True(start.Elapsed < Patience, $"Waited in vain until {what}.");
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);
}

/// <summary>An issue, its edition and its readers, made as the product makes them.</summary>
public static class SampleNewsletter
{
    public const string Subject = "Œuvre d’été : la Cité des métiers d’Orléans";

    public const string Html = $"""
        <!DOCTYPE html>
        <html lang="fr"><head><meta charset="utf-8"><title>InfoLettre</title></head>
        <body><p>Bonjour à tous, voici l’été…</p>
        <p>.</p>
        .point en tête de ligne
        <p><a href="https://lettre.example/desinscription/{RecipientMarks.Token}">Se désinscrire</a></p></body></html>
        """;

    public const string Text = $"""
        Bonjour à tous, voici l’été…
        .
        ..deux points
        From here on

        Se désinscrire : https://lettre.example/desinscription/{RecipientMarks.Token}
        """;

    public static EditionContent Content(string subject = Subject) =>
        new()
        {
            Number = 12,
            Date = new DateOnly(2026, 7, 1),
            Language = "fr",
            Subject = subject,
            Preheader = "Le réseau se retrouve à Orléans à la fin du mois de juin.",
            NewsletterName = "InfoLettre",
            NetworkName = "Réseau international des Cités des métiers",
            PublisherName = "Réseau international des Cités des métiers",
            PublisherAddress = "30 avenue Corentin-Cariou, 75019 Paris",
            Editorial = new EditionEditorial(null, "<p>Bonjour à tous.</p>", null, null, null),
            ContactAddress = "contact@reseau.example",
        };

    public static async Task<Edition> EditionAsync(NewsletterContext db, string subject = Subject, string html = Html, string text = Text)
    {
        var issue = new Issue(await db.Issues.CountAsync() + 1, new DateOnly(2026, 7, 1));
        db.Issues.Add(issue);
        await db.SaveChangesAsync();
        return new Edition(issue, "numero-" + issue.Number, Content(subject), html, text, DateTime.UtcNow);
    }

    public static Subscriber Reader(string address, AddressKeys keys, bool confirmed = true)
    {
        var email = EmailAddress.Parse(address);
        var subscriber = new Subscriber(email, keys.KeyOf(email), "fr", null, DateTime.UtcNow);
        subscriber.AskToConfirm(new byte[32], Consent(ConsentKind.Requested, email));
        if (confirmed)
        {
            subscriber.Confirm(Consent(ConsentKind.Confirmed, email));
        }

        return subscriber;
    }

    public static async Task<int> DispatchAsync(
        NewsletterContext db, Dispatching dispatching, AddressKeys keys, int subscribers, Action<Dispatch>? before = null, string subject = Subject,
        string html = Html, string text = Text)
    {
        var known = await db.Subscribers.CountAsync();
        db.Subscribers.AddRange(Enumerable.Range(known + 1, Math.Max(0, subscribers - known)).Select(i => Reader($"lecteur{i}@example.org", keys)));
        await db.SaveChangesAsync();
        var edition = await EditionAsync(db, subject, html, text);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Editions.Add(edition);
            var started = await dispatching.StartAsync(db, edition, Audience.Everyone, default);
            before?.Invoke(started.Dispatch);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            Assert.Equal(subscribers, started.Recipients);
            return started.Dispatch.Id;
        });
    }

    private static ConsentEvent Consent(ConsentKind kind, EmailAddress address) =>
        new(kind, ConsentSource.Import, DateTime.UtcNow, address.Value, "fr", "Essai", "1", "1");
}

using System.Net;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>Who has been silent for long is asked in time, and erased without an answer: the clock is driven by hand.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2023, 6, 15, 9, 0, 0, DateTimeKind.Utc);
    private readonly ClockedSite site = new(Start);
    private int reader;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        reader = await site.AddReaderAsync("lectrice@lecteurs.example", Start);
    }

    [Fact]
    public async Task A_reader_is_asked_once_two_months_before_three_years_of_silence_and_erased_without_an_answer()
    {
        await RunAtAsync(Start.AddMonths(33));
        Assert.Empty(await MailsAsync());

        await RunAtAsync(Start.AddMonths(34).AddMinutes(6));
        await RunAtAsync(Start.AddMonths(35));
        var mail = Assert.Single(await MailsAsync());
        Assert.Contains("souhaitez-vous continuer", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("15 juin 2026", mail.TextBody, StringComparison.Ordinal);

        await RunAtAsync(Start.AddMonths(36).AddMinutes(4));
        Assert.Equal(SubscriberState.Confirmed, (await ReadAsync()).State);
        await RunAtAsync(Start.AddMonths(36).AddMinutes(6));
        Assert.Equal(SubscriberState.Erased, (await ReadAsync()).State);
        Assert.Equal(SuppressionReason.Erasure, await site.WithDatabaseAsync(db => db.Suppressions.Select(s => s.Reason).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_consent_that_was_too_old_when_taken_over_is_asked_for_once_and_counts_from_the_answer_or_is_erased()
    {
        await site.AddReaderAsync("ancien@lecteurs.example", Start, s => s.TakeOver(
            Readers.Proof(ConsentKind.Confirmed, EmailAddress.Parse(s.Address), Start.AddYears(-4)), Start));
        var silent = await site.AddReaderAsync("muette@lecteurs.example", Start, s => s.TakeOver(
            Readers.Proof(ConsentKind.Confirmed, EmailAddress.Parse(s.Address), Start.AddYears(-4)), Start));
        await RunAtAsync(Start.AddDays(1));
        await RunAtAsync(Start.AddDays(2));

        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        var mail = mails.Single(m => m.To.Mailboxes.Single().Address == "ancien@lecteurs.example");
        Assert.Contains("trop ancien pour que nous vous écrivions", mail.TextBody, StringComparison.Ordinal);
        var link = new Uri(mail.TextBody!.Split('\n').Single(l => l.Contains("/abonnement/continuer/", StringComparison.Ordinal))).AbsolutePath;
        using var desk = new DeskClient(site.CreateSiteClient());
        await desk.SendAsync(await desk.GetAsync(link), link, []);

        await RunAtAsync(Start.AddDays(32));
        var states = await site.WithDatabaseAsync(db => db.Subscribers.ToDictionaryAsync(s => s.Id, s => s.State, Cancel));
        Assert.Equal(SubscriberState.Erased, states[silent]);
        Assert.Equal(2, states.Values.Count(s => s is SubscriberState.Confirmed));
    }

    [Fact]
    public async Task The_button_of_the_mail_renews_and_opening_its_link_does_not()
    {
        await RunAtAsync(Start.AddMonths(34).AddMinutes(6));
        var link = new Uri(
            Assert.Single(
                (await MailsAsync())[0].TextBody!.Split('\n'), l => l.Contains("/abonnement/continuer/", StringComparison.Ordinal))).AbsolutePath;
        using var desk = new DeskClient(site.CreateSiteClient());

        using var head = new HttpRequestMessage(HttpMethod.Head, link);
        Assert.True((await desk.Http.SendAsync(head, Cancel)).IsSuccessStatusCode);
        var page = await desk.GetAsync(link);
        Assert.Equal("Continuer à recevoir l’InfoLettre", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull((await ReadAsync()).RenewalAskedAt);

        for (var press = 0; press < 2; press++)
        {
            using var answer = await desk.SendAsync(page, link, []);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Equal("Votre abonnement continue", (await desk.GetAsync(link)).QuerySelector("h1")!.TextContent);
        var renewed = await ReadAsync();
        Assert.Equal((null, site.Clock.Now), (renewed.RenewalAskedAt, renewed.LastContactAt));
        Assert.Single(renewed.ConsentEvents, e => e.Kind is ConsentKind.Renewed);
        await RunAtAsync(Start.AddMonths(40));
        Assert.Equal(SubscriberState.Confirmed, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Whoever_is_asked_late_has_thirty_days_to_answer_all_the_same()
    {
        await RunAtAsync(Start.AddMonths(50));
        var end = FrenchDates.Day(DateOnly.FromDateTime(Start.AddMonths(50).AddDays(30)));
        Assert.Contains(end, Assert.Single(await MailsAsync()).TextBody, StringComparison.Ordinal);
        await RunAtAsync(Start.AddMonths(50).AddDays(29));
        Assert.Equal(SubscriberState.Confirmed, (await ReadAsync()).State);

        await RunAtAsync(Start.AddMonths(50).AddDays(31));
        Assert.Equal(SubscriberState.Erased, (await ReadAsync()).State);
    }

    [Theory]
    [InlineData(SuppressionReason.Bounce)]
    [InlineData(SuppressionReason.Complaint)]
    public async Task So_is_that_of_someone_who_cannot_be_written_to_any_more(SuppressionReason reason)
    {
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Subscribers.SingleAsync(s => s.Id == reader)).Stop(reason, Start.AddMonths(1));
            await db.SaveChangesAsync();
        });

        await RunAtAsync(Start.AddMonths(36).AddDays(20));
        Assert.NotEqual(SubscriberState.Erased, (await ReadAsync()).State);
        await RunAtAsync(Start.AddMonths(37).AddMinutes(1));
        Assert.Equal(SubscriberState.Erased, (await ReadAsync()).State);
    }

    [Fact]
    public async Task The_proof_of_someone_who_left_is_kept_three_years()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var left = await db.Subscribers.SingleAsync(s => s.Id == reader);
            left.Unsubscribe(Readers.Proof(ConsentKind.Withdrawn, EmailAddress.Parse(left.Address), Start.AddMonths(1)));
            await db.SaveChangesAsync();
        });

        await RunAtAsync(Start.AddMonths(36).AddDays(20));
        Assert.Equal(3, (await ReadAsync()).ConsentEvents.Count);
        await RunAtAsync(Start.AddMonths(37).AddMinutes(1));
        Assert.Equal((SubscriberState.Erased, 0), ((await ReadAsync()).State, (await ReadAsync()).ConsentEvents.Count));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task The_calendar_says_in_which_month_what_will_happen()
    {
        site.Clock.Now = Start.AddMonths(1);
        await using var scope = site.Services.CreateAsyncScope();
        var months = await scope.ServiceProvider.GetRequiredService<RetentionCalendar>().ReadAsync(Cancel);

        Assert.Equal([new RetentionMonth(new(2026, 4, 1), 1, 0, 0, 0), new(new(2026, 6, 1), 0, 1, 0, 0)], months);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task RunAtAsync(DateTime time)
    {
        site.Clock.Now = time;
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Retention>().RunAsync(Cancel);
    }

    private Task<Subscriber> ReadAsync() =>
        site.WithDatabaseAsync(db => db.Subscribers.AsNoTracking().Include(s => s.ConsentEvents).SingleAsync(s => s.Id == reader, Cancel));

    /// <summary>All that were written, once all have left.</summary>
    private async Task<List<MimeMessage>> MailsAsync()
    {
        site.Services.GetRequiredService<TransactionalMailer>().Wake();
        await Eventually.TrueAsync(async () => !await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(Cancel)), "all mails have left");
        var outbox = Path.Combine(site.Folder, "outbox");
        return Directory.Exists(outbox)
            ? [.. Directory.GetFiles(outbox, "*.eml", SearchOption.AllDirectories).Select(f => MimeMessage.Load(f, Cancel))]
            : [];
    }
}

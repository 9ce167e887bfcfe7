using System.Globalization;
using AngleSharp.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using CitesDesMetiers.Tests.Sending.Smtp;
using CitesDesMetiers.Tests.Site.Subscription;
using CitesDesMetiers.Web.Newsletter.Notifications;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>Mails to one person: what becomes of those that do not arrive, and who reads an answer.</summary>
public sealed class PersonalReturnTests : IAsyncLifetime
{
    private const string Ines = "ines@mulhouse.example";
    private const string Subscribed = "lectrice@lecteurs.example";

    private readonly ImapListener mailbox = new();
    private readonly CallSite site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        site.Settings["Mail:ReturnPath"] = "retours@lettre.example";
        site.Settings["Mail:Returns:Host"] = "127.0.0.1";
        site.Settings["Mail:Returns:Port"] = mailbox.Port.ToString(CultureInfo.InvariantCulture);
        site.Settings["Mail:Returns:User"] = "retours@lettre.example";
        site.Settings["Mail:Returns:Password"] = MailStore.Password;
        return new(site.PrepareAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await mailbox.DisposeAsync();
    }

    [Fact]
    public async Task Every_mail_to_one_person_leaves_under_a_mark_of_its_own_and_asks_for_reports_of_failure()
    {
        site.Relay.Capabilities += "\nDSN";
        using var visitor = new Reader(site);
        await visitor.SignUpAsync(Subscribed);
        await site.OpenCallAsync();
        using (var forgetful = site.Visitor())
        {
            await forgetful.SubmitAsync("/mot-de-passe-oublie", new() { ["Address"] = Ines });
        }

        await InviteAsync("ada@cite.example");
        await TellAsync("« Un atelier » est acceptée.");
        await site.AddReaderAsync("silencieuse@lecteurs.example", DateTime.UtcNow.AddMonths(-35));
        await RunAsync<Retention>(r => r.RunAsync(Cancel));
        await site.MailsAsync(7);

        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        var senders = site.Relay.Mails.Select(m => m.From).ToList();
        Assert.Equal(7, senders.Distinct().Count());
        Assert.All(
            senders,
            s => Assert.Equal(s, keys.PersonalReturnAddress("retours@lettre.example", keys.ReadPersonalReturnToken(s.Split('+', '@')[1])!.Value)));
        Assert.All(senders, s => Assert.Null(keys.ReadReturnToken(s.Split('+', '@')[1])));
        Assert.All(
            site.Relay.Envelopes.Where(e => e.StartsWith("RCPT", StringComparison.Ordinal)),
            e => Assert.Contains("NOTIFY=FAILURE", e, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "contact@reseau.example")]
    [InlineData("redaction@lettre.example", "redaction@lettre.example")]
    public async Task An_answer_to_a_call_or_a_notice_goes_to_the_editors(string? configured, string expected)
    {
        await using var other = new CallSite();
        if (configured is not null)
        {
            other.Settings["Mail:ReplyTo"] = configured;
        }

        await other.PrepareAsync();
        await other.OpenCallAsync();
        await using (var scope = other.Services.CreateAsyncScope())
        {
            var giulia = await other.WithDatabaseAsync(db => db.Users.Where(u => u.DisplayName == "Giulia").Select(u => u.Id).SingleAsync(Cancel));
            scope.ServiceProvider.GetRequiredService<Notifier>().Tell(giulia, "« Un salon » est acceptée.", "/redaction/nouvelles/1");
            await scope.ServiceProvider.GetRequiredService<NewsletterContext>().SaveChangesAsync(Cancel);
            other.Clock.Forward(TimeSpan.FromMinutes(11));
            await scope.ServiceProvider.GetRequiredService<Digests>().SendDueAsync(Cancel);
        }

        Assert.All(await other.MailsAsync(3), m => Assert.Equal(expected, m.ReplyTo.Mailboxes.Single().Address));

        // Without a return path nobody would read what came back.
        Assert.All(other.Relay.Mails, m => Assert.Equal("", m.From));
    }

    [Fact]
    public async Task A_call_that_comes_back_is_seen_on_its_board_and_in_the_accounts_until_the_address_changes()
    {
        var call = await site.OpenCallAsync(days: 20);
        await site.MailsAsync(2);
        await ComesBackAsync(Ines, "gmail-unknown");
        await Eventually.TrueAsync(async () => (await InesAsync()).MailFailedAt is not null, "it is noted");

        var board = await site.Editor.GetAsync($"/redaction/appels/{call}");
        var (mulhouse, genes) = (Of(board, "Mulhouse"), Of(board, "Gênes"));
        Assert.Contains("Courriel revenu", mulhouse.TextContent, StringComparison.Ordinal);
        Assert.Contains("adresse inexistante", mulhouse.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("revenu", genes.TextContent, StringComparison.Ordinal);

        await site.PassAsync(14);
        Assert.Equal(2, await site.RemindDueAsync());
        await site.MailsAsync(4);
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        var account = Assert.Single((await administrator.GetAsync("/redaction/utilisateurs?etat=revenus")).QuerySelectorAll("tbody tr"));
        Assert.Contains(Ines, account.TextContent, StringComparison.Ordinal);
        var id = (await InesAsync()).Id;
        Assert.Contains(
            "adresse inexistante",
            (await administrator.GetAsync($"/redaction/utilisateurs/{id}")).QuerySelector(".notice")!.TextContent,
            StringComparison.Ordinal);
        await administrator.SubmitAsync($"/redaction/utilisateurs/{id}", new() { ["Address"] = "ines.m@mulhouse.example" });
        Assert.Null((await InesAsync()).MailFailedAt);

        // The reminder had left for the former address.
        var late = await ComesBackAsync(Ines, "gmail-unknown");
        await Eventually.TrueAsync(() => late.Has("\\Seen"), "it is read");
        Assert.Null((await InesAsync()).MailFailedAt);
        Assert.Equal(
            (0, 0), await site.WithDatabaseAsync(async db => (await db.ReturnedMails.CountAsync(Cancel), await db.Notifications.CountAsync(Cancel))));
    }

    [Fact]
    public async Task An_address_that_the_relay_refuses_at_once_is_seen_the_same_way()
    {
        site.Relay.Script = (moment, to) => Task.FromResult(moment is SmtpMoment.Recipient && to == Ines ? "550 5.1.1 User unknown" : null);
        var call = await site.OpenCallAsync();
        await Eventually.TrueAsync(async () => (await InesAsync()).MailFailedAt is not null, "it is noted");

        Assert.Contains(
            "adresse inexistante", Of(await site.Editor.GetAsync($"/redaction/appels/{call}"), "Mulhouse").TextContent, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(async db => !await db.OutgoingMails.AnyAsync(Cancel)), "it is given up");
    }

    [Fact]
    public async Task An_invitation_that_came_back_is_forgotten_once_its_link_has_been_used()
    {
        await InviteAsync("ada@cite.example");
        var mail = (await site.MailsAsync(1))[0];
        await ComesBackAsync("ada@cite.example", "free-full");
        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.Users.AnyAsync(u => u.MailFailure == FailureCause.MailboxFull, Cancel)), "it is noted");

        using var ada = site.Visitor();
        var link = new Uri(mail.TextBody!.Split('\n').Single(l => l.Contains("/compte/invitation/", StringComparison.Ordinal))).AbsolutePath;
        await ada.SubmitAsync(link, new() { ["Password"] = "une-phrase-bien-longue", ["Again"] = "une-phrase-bien-longue" });
        Assert.False(await site.WithDatabaseAsync(db => db.Users.AnyAsync(u => u.MailFailedAt != null, Cancel)));
    }

    [Fact]
    public async Task A_confirmation_that_comes_back_is_shown_with_the_subscriber_and_stops_nothing()
    {
        using var visitor = new Reader(site);
        await visitor.SignUpAsync(Subscribed);
        await site.MailsAsync(1);
        await ComesBackAsync(Subscribed, "gmail-unknown");
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(db => db.ReturnedMails.AnyAsync(Cancel)), "it is recorded");

        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        var subscriber = await site.WithDatabaseAsync(db => db.Subscribers.AsNoTracking().SingleAsync(Cancel));
        Assert.Contains(
            "Adresse inexistante",
            (await administrator.GetAsync($"/redaction/abonnes/{subscriber.Id}")).QuerySelector("[aria-labelledby=revenus]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Pending, subscriber.State);
        Assert.False(await site.WithDatabaseAsync(db => db.Suppressions.AnyAsync(Cancel)));
        Assert.Equal(1, await site.WithDatabaseAsync(db => PendingPurge.RunAsync(db, DateTime.UtcNow.AddDays(31), Cancel)));
    }

    [Fact]
    public async Task A_question_to_a_confirmed_reader_that_comes_back_counts_like_an_issue()
    {
        var id = await site.AddReaderAsync(Subscribed, DateTime.UtcNow.AddMonths(-35));
        await RunAsync<Retention>(r => r.RunAsync(Cancel));
        await site.MailsAsync(1);
        await ComesBackAsync(Subscribed, "gmail-unknown");
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(db => db.Suppressions.AnyAsync(Cancel)), "it is written to no more");

        Assert.Equal(
            SubscriberState.Bounced,
            await site.WithDatabaseAsync(db => db.Subscribers.Where(s => s.Id == id).Select(s => s.State).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_notice_that_comes_back_tells_nobody_by_mail()
    {
        await TellAsync("« Un atelier » est acceptée.");
        await site.MailsAsync(1);
        await ComesBackAsync(Ines, "gmail-unknown");
        await Eventually.TrueAsync(async () => (await InesAsync()).MailFailedAt is not null, "it is noted");

        Assert.False(await site.WithDatabaseAsync(db => db.Notifications.AnyAsync(n => n.SentAt == null, Cancel)));
        Assert.False(await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(Cancel)));
        Assert.Single(site.Relay.Mails);
    }

    [Fact]
    public async Task What_is_kept_of_a_mail_holds_no_address_and_goes_with_the_person_or_after_thirty_days()
    {
        var reader = await site.AddReaderAsync(Subscribed, DateTime.UtcNow.AddMonths(-35));
        await RunAsync<Retention>(r => r.RunAsync(Cancel));
        await TellAsync("« Un atelier » est acceptée.");
        await site.MailsAsync(2);
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(async db => await db.SentMails.CountAsync(Cancel) == 2), "both have gone");

        await RunAsync<Erasure>(e => e.EraseAsync(reader, AuditPerson.Site, Cancel));
        var left = await site.WithDatabaseAsync(db => db.SentMails.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(((await InesAsync()).Id, 64), (left.UserId, left.AddressKey.Length));

        // One that has not come back for so long shows that the address works again.
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Email == Ines, Cancel)).RecordMailFailure(FailureCause.MailboxFull, left.SentAt.AddDays(-1));
            await db.SaveChangesAsync(Cancel);
        });
        await site.WithDatabaseAsync(db => SentMails.PurgeAsync(db, DateTime.UtcNow.AddDays(29), Cancel));
        Assert.NotNull((await InesAsync()).MailFailedAt);
        await site.WithDatabaseAsync(db => SentMails.PurgeAsync(db, DateTime.UtcNow.AddDays(31), Cancel));
        Assert.Null((await InesAsync()).MailFailedAt);
        Assert.False(await site.WithDatabaseAsync(db => db.SentMails.AnyAsync(Cancel)));
    }

    /// <summary>Puts a sample about the last mail to that address into the mailbox.</summary>
    private async Task<StoredMail> ComesBackAsync(string address, string sample)
    {
        // The relay has it a moment before the site has noted that it is gone.
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(async db => !await db.OutgoingMails.AnyAsync(Cancel)), "nothing is under way");
        return mailbox.Add(SampleMail.Bytes(sample, site.Relay.Mails.Last(m => m.To.Single() == address).From));
    }

    private Task<User> InesAsync() => site.WithDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.DisplayName == "Inès", Cancel));

    private static IElement Of(AngleSharp.Html.Dom.IHtmlDocument board, string cite) =>
        board.QuerySelectorAll(".asked > li").Single(l => l.QuerySelector("h3")!.TextContent.Contains(cite, StringComparison.Ordinal));

    private async Task InviteAsync(string address)
    {
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        await administrator.SubmitAsync(
            "/redaction/utilisateurs/ajout", new() { ["DisplayName"] = "Ada", ["Address"] = address, ["Role"] = "Member", ["Invite"] = "true" });
    }

    private async Task TellAsync(string line)
    {
        var ines = (await InesAsync()).Id;
        await RunAsync<Notifier>(
            n =>
            {
                n.Tell(ines, line, "/redaction/nouvelles/1");
                return Task.CompletedTask;
            },
            save: true);
        site.Clock.Forward(TimeSpan.FromMinutes(11));
        await RunAsync<Digests>(d => d.SendDueAsync(Cancel));
    }

    private async Task RunAsync<T>(Func<T, Task> call, bool save = false)
        where T : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        await call(scope.ServiceProvider.GetRequiredService<T>());
        if (save)
        {
            await scope.ServiceProvider.GetRequiredService<NewsletterContext>().SaveChangesAsync(Cancel);
        }
    }
}

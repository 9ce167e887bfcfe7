using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>The mailbox: nothing lost, nothing counted twice, whatever lies in it and whatever breaks.</summary>
public sealed class MailboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_report_twice_counts_once()
    {
        await using var site = new ReturnSite(new ImapListener());
        var sent = await site.SentAsync(1);
        var first = await site.ReturnAsync("gmail-unknown", sent[0]);
        var second = await site.ReturnAsync("gmail-unknown", sent[0]);
        await Eventually.TrueAsync(() => first.Has("\\Seen") && second.Has("\\Seen"), "both are marked");

        Assert.Single(await site.ReturnedAsync());
    }

    [Theory]
    [InlineData("Keep", "UID STORE")]
    [InlineData("Delete", "UID EXPUNGE")]
    [InlineData("Move", "UID MOVE")]
    public async Task A_break_between_the_record_and_the_mark_counts_once_too(string after, string command)
    {
        await using var site = new ReturnSite(new ImapListener());
        site.Settings["Mail:Returns:AfterReading"] = after;
        var cuts = 2;
        site.Mailbox.Cuts = line => line.Contains(command, StringComparison.Ordinal) && Interlocked.Decrement(ref cuts) >= 0;
        var sent = await site.SentAsync(1);
        var mail = await site.ReturnAsync("gmail-unknown", sent[0]);
        await Eventually.TrueAsync(
            () => cuts < 0 && (after == "Keep" ? mail.Has("\\Seen") : site.Mailbox.Inbox.Count == 0), "the message is dealt with in the end");

        Assert.Single(await site.ReturnedAsync());
        List<StoredMail> moved = after == "Move" ? [mail] : [];
        Assert.Equal(moved, site.Mailbox.Folders.GetValueOrDefault("Traités") ?? []);
    }

    [Fact]
    public async Task What_is_for_a_person_goes_to_its_folder()
    {
        await using var site = new ReturnSite(new ImapListener());
        site.Settings["Mail:Returns:LeftFolder"] = "Courrier";
        var sent = await site.SentAsync(1);
        var letter = await site.ReturnAsync("person-answers", sent[0]);
        await Eventually.TrueAsync(() => site.Mailbox.Folders.GetValueOrDefault("Courrier")?.Count == 1, "it is moved");

        Assert.Same(letter, site.Mailbox.Folders["Courrier"][0]);
        Assert.Empty(site.Mailbox.Inbox);
    }

    [Fact]
    public async Task Huge_deep_and_senseless_messages_hold_up_nothing()
    {
        await using var site = new ReturnSite(new ImapListener());
        var sent = await site.SentAsync(2);
        var huge = site.Mailbox.Add(
            [
                .. await site.SampleAsync("postfix-unknown-user", sent[0]),
                .. Enumerable.Repeat("Une ligne de plus dans le message qui revient.\r\n"u8.ToArray(), 450_000).SelectMany(l => l)
            ]);
        List<StoredMail> bad =
        [
            site.Mailbox.Add(Nested("multipart/mixed")),
            site.Mailbox.Add(Nested("message/rfc822")),
            site.Mailbox.Add([.. Enumerable.Range(0, 60_000).Select(i => (byte)(i * 7919 >> 3))]),
            site.Mailbox.Add(""),
            site.Mailbox.Add("\r\n\r\n"),
            site.Mailbox.Add("Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n:::\r\n\r\nAction\r\n"),
        ];
        var last = await site.ReturnAsync("gmail-unknown", sent[1]);
        await Eventually.TrueAsync(() => last.Has("\\Seen"), "the one after them is read");

        Assert.True(huge.Bytes.Length > 20_000_000 && huge.Has("\\Seen"));
        Assert.All(bad, m => Assert.True(m.Has("\\Flagged")));
        Assert.Equal([sent[0].Id, sent[1].Id], (await site.ReturnedAsync()).Select(r => r.DeliveryId!.Value));
        Assert.DoesNotContain(site.Mailbox.Commands, c => c.Contains("BODY.PEEK[])", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_mail_is_read_as_it_comes()
    {
        await using var site = new ReturnSite(new ImapListener());
        var sent = await site.SentAsync(1);
        await Eventually.TrueAsync(() => site.Mailbox.Commands.Any(c => c.EndsWith(" IDLE", StringComparison.Ordinal)), "the site waits");
        await site.ReturnAsync("gmail-unknown", sent[0]);

        await site.RecordedAsync(1);
        Assert.Equal(1, site.Mailbox.Connections);
    }

    [Fact]
    public async Task A_wrong_password_is_told_once_and_mended_it_goes_on()
    {
        await using var site = new ReturnSite(new ImapListener());
        site.Mailbox.Refuses = true;
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(db => db.Notifications.AnyAsync(Cancel)), "it is told");
        var tries = site.Mailbox.Connections;
        await Eventually.TrueAsync(() => site.Mailbox.Connections > tries + 3, "it is tried again");

        var told = await site.WithDatabaseAsync(db => db.Notifications.Include(n => n.User).SingleAsync(Cancel));
        Assert.Equal(Role.Administrator, told.User.Role);
        Assert.Contains("mot de passe", told.Line, StringComparison.Ordinal);
        site.Mailbox.Refuses = false;
        await site.ReturnAsync("gmail-unknown", (await site.SentAsync(1))[0]);
        await site.RecordedAsync(1);
    }

    [Fact]
    public async Task A_mailbox_not_read_to_its_end_for_an_hour_is_told_by_mail_once_and_at_the_desk_as_long_as_it_lasts()
    {
        await using var site = new ReturnSite(new Pop3Listener());
        site.Mailbox.Cuts = _ => true;
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        var watch = site.Services.GetRequiredService<ReturnWatch>();
        await watch.LookAsync(site.Services, Cancel);
        Assert.False(await site.WithDatabaseAsync(db => db.Notifications.AnyAsync(Cancel)));

        site.Clock.Forward(TimeSpan.FromMinutes(61));
        for (var look = 0; look < 2; look++)
        {
            await using var scope = site.Services.CreateAsyncScope();
            await watch.LookAsync(scope.ServiceProvider, Cancel);
        }

        var told = await site.WithDatabaseAsync(db => db.Notifications.Include(n => n.User).SingleAsync(Cancel));
        Assert.Equal(Role.Administrator, told.User.Role);
        Assert.Contains("n’a pas pu être lue jusqu’au bout", told.Line, StringComparison.Ordinal);
        Assert.Contains("n’est plus lue", (await administrator.GetAsync("/redaction")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var list = await administrator.GetAsync(DeskAddresses.Suppressions);
        Assert.Contains("n’est plus lue", list.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);

        site.Mailbox.Cuts = null;
        await Eventually.TrueAsync(() => watch.UnreadSince is null, "it is read again");
        Assert.DoesNotContain("n’est plus lue", (await administrator.GetAsync("/redaction")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_POP3_what_is_recorded_is_deleted_and_the_rest_stays_and_is_read_once()
    {
        await using var site = new ReturnSite(new Pop3Listener());
        var sent = await site.SentAsync(2);
        var letter = await site.ReturnAsync("person-answers", sent[0]);
        await site.ReturnAsync("laposte-unknown", sent[0]);
        await site.RecordedAsync(1);
        await Eventually.TrueAsync(() => site.Mailbox.Inbox.Count == 1, "it is deleted");
        await site.ReturnAsync("arf-abuse-envelope", sent[1]);
        await site.RecordedAsync(2);
        await Eventually.TrueAsync(() => site.Mailbox.Inbox.Count == 1, "that one too");

        Assert.Same(letter, site.Mailbox.Inbox[0]);
        Assert.Equal(3, site.Mailbox.Commands.Count(c => c.StartsWith("RETR", StringComparison.Ordinal)));
        Assert.Equal([ReturnKind.Failure, ReturnKind.Complaint], (await site.ReturnedAsync()).Select(r => r.Kind));
    }

    [Fact]
    public async Task With_OAuth_the_token_is_asked_for_and_shown()
    {
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var service = builder.Build();
        service.MapPost("/jeton", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            asked.Enqueue(await reader.ReadToEndAsync());
            return Results.Json(new { access_token = "jeton-du-jour", expires_in = 3600, token_type = "Bearer" });
        });
        await service.StartAsync(Cancel);

        await using var site = new ReturnSite(new ImapListener { AccessToken = "jeton-du-jour" }, withPassword: false);
        site.Settings["Mail:Returns:OAuth:TokenEndpoint"] = service.Urls.Single() + "/jeton";
        site.Settings["Mail:Returns:OAuth:ClientId"] = "infolettre";
        site.Settings["Mail:Returns:OAuth:ClientSecret"] = "secret & long";
        site.Settings["Mail:Returns:OAuth:Scope"] = "https://outlook.office365.com/.default";
        await site.ReturnAsync("gmail-unknown", (await site.SentAsync(1))[0]);
        await site.RecordedAsync(1);

        Assert.Equal(
            "grant_type=client_credentials&client_id=infolettre&client_secret=secret+%26+long&scope=https%3A%2F%2Foutlook.office365.com%2F.default", asked.Single());
    }

    /// <summary>One part in another, a thousand times.</summary>
    private static byte[] Nested(string type)
    {
        var text = new StringBuilder("From: a@b.example\r\nTo: retours@lettre.example\r\nSubject: Au fond\r\n");
        for (var level = 0; level < 1_000; level++)
        {
            text.Append(type == "message/rfc822"
                ? "Content-Type: message/rfc822\r\n\r\n"
                : $"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("Content-Type: text/plain\r\n\r\nau fond\r\n").ToString());
    }
}

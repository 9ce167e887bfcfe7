using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Returns;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter.NewsMails;

/// <summary>A mail to the address of a Cité, from the mailbox to the news and back to its sender.</summary>
public sealed class NewsMailTests : IAsyncLifetime
{
    private const string Correspondent = "ines@mulhouse.example";
    private const string Verified = "mx.lettre.example; dkim=pass header.d=mulhouse.example; spf=fail smtp.mailfrom=x.example";

    private readonly ReturnSite site = new(new ImapListener());
    private int mulhouse;

    public async ValueTask InitializeAsync()
    {
        site.Settings["Mail:News:Address"] = "nouvelles@lettre.example";
        site.Settings["Mail:News:AuthServer"] = "mx.lettre.example";
        await site.AddSettingsAsync();
        mulhouse = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        await using var scope = site.Services.CreateAsyncScope();
        var user = new User(Correspondent, "Inès", Role.Correspondent, mulhouse) { EmailConfirmed = true };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, DeskClient.Password)).Succeeded);
    }

    [Fact]
    public async Task A_correspondents_mail_becomes_proposed_news_with_its_picture_and_is_answered_once()
    {
        var message = Mail("TR: Nuit des métiers", "Soixante visiteurs.\n\n-- \nInès", with: [Picture()]);
        var (first, again) = (await ArriveAsync(message), await ArriveAsync(message));

        var news = await site.WithDatabaseAsync(db => db.News.Include(n => n.Pictures).Include(n => n.Events).SingleAsync(Cancel));
        Assert.Equal(("Nuit des métiers", "Soixante visiteurs.", NewsState.Submitted), (news.Title, news.Body, news.State));
        Assert.Equal(mulhouse, news.CiteId);
        Assert.Equal("", Assert.Single(news.Pictures).AlternativeText);
        Assert.Equal("Inès", Assert.Single(news.Events).AuthorName);
        Assert.True(first.Has("\\Seen") && again.Has("\\Seen"));
        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 1, "one answer leaves");
        var answer = MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(site.Relay.Mails.Single().Raw)), Cancel);
        Assert.Equal(Correspondent, answer.To.Mailboxes.Single().Address);
        Assert.Contains("est proposée à la rédaction", answer.TextBody!, StringComparison.Ordinal);
        Assert.Equal("auto-generated", answer.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task A_contact_of_the_Cité_is_known_too_and_stands_at_the_end_of_the_news()
    {
        var contact = await site.WithDatabaseAsync(async db =>
        {
            var one = new CitesDesMetiers.Core.Cites.Contact("Paul", mulhouse);
            one.Describe("Paul", null, "Paul@Mulhouse.example", null, isPublic: true);
            db.Add(one);
            await db.SaveChangesAsync(Cancel);
            return one.Id;
        });
        await ArriveAsync(Mail("Forum", "Il a lieu.", from: "paul@mulhouse.example"));

        var news = await site.WithDatabaseAsync(db => db.News.SingleAsync(Cancel));
        Assert.Equal((contact, null), (news.ContactId, news.AuthorId));
        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 1, "the contact is answered");
    }

    [Theory]
    [InlineData("inconnu@ailleurs.example", "mx.lettre.example; dmarc=pass header.from=ailleurs.example", "UnknownSender")]
    [InlineData(Correspondent, "mx.lettre.example; dkim=pass header.d=ailleurs.example", "UnverifiedSender")]
    [InlineData(Correspondent, "mx.ailleurs.example; dmarc=pass header.from=mulhouse.example", "UnverifiedSender")]
    [InlineData(Correspondent, null, "UnverifiedSender")]
    public async Task A_stranger_or_a_forged_sender_gets_nothing_and_waits_for_an_editor(string from, string? results, string doubt)
    {
        await ArriveAsync(Mail("Une offre", "Achetez.", from, results));

        var waiting = await site.WithDatabaseAsync(db => db.MailedNews.SingleAsync(Cancel));
        Assert.Equal((doubt, from, "Achetez."), (waiting.Doubt.ToString(), waiting.Sender, waiting.Body));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.OutgoingMails.CountAsync(Cancel)));
        Assert.Empty(site.Relay.Mails);
    }

    [Fact]
    public async Task A_result_that_the_sender_wrote_below_the_servers_own_counts_for_nothing()
    {
        var mail = Mail("Essai", "Texte.", results: "mx.lettre.example; dkim=none");
        mail.Headers.Add("Received", "from x by mx.lettre.example");
        mail.Headers.Add("Authentication-Results", Verified);
        await ArriveAsync(mail);

        Assert.Equal(MailDoubt.UnverifiedSender, await site.WithDatabaseAsync(db => db.MailedNews.Select(m => m.Doubt).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_editor_accepts_or_refuses_what_waits_and_nothing_of_it_is_kept()
    {
        await ArriveAsync(Mail("Bonne nouvelle", "Elle est vraie.", "voisin@mulhouse.example"));
        await ArriveAsync(Mail("Publicité", "Achetez.", "pub@ailleurs.example"));
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        Assert.Contains("2 courriels à examiner", (await editor.GetAsync("/redaction")).Body!.TextContent, StringComparison.Ordinal);
        var page = await editor.GetAsync("/redaction/courrier");
        Assert.Contains("Expéditeur inconnu", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nouvelles+mulhouse@lettre.example", page.Body.TextContent, StringComparison.Ordinal);
        var ids = await site.WithDatabaseAsync(db => db.MailedNews.OrderBy(m => m.Title).Select(m => m.Id).ToListAsync(Cancel));

        await editor.SubmitAsync("/redaction/courrier", [], $"/{ids[0]}/acceptation");
        await editor.SubmitAsync("/redaction/courrier", [], $"/{ids[1]}/refus");

        var news = await site.WithDatabaseAsync(db => db.News.SingleAsync(Cancel));
        Assert.Equal(("Bonne nouvelle", NewsState.Submitted, null), (news.Title, news.State, news.AuthorId));
        var settled = await site.WithDatabaseAsync(db => db.MailedNews.ToListAsync(Cancel));
        Assert.All(settled, m => Assert.Equal((null, null, null), (m.Sender, m.Body, m.SenderKey)));
        Assert.Equal(HttpStatusCode.Redirect, (await editor.SendAsync(page, $"/redaction/courrier/{ids[0]}/acceptation", [])).StatusCode);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied")]
    [InlineData("Precedence", "bulk")]
    [InlineData("List-Id", "<liste.example>")]
    [InlineData("Return-Path", "<>")]
    [InlineData("Subject", "Réponse automatique : Appel")]
    public async Task Automatic_answers_are_ignored(string header, string value)
    {
        var mail = Mail("Absence", "Je suis absente.");
        mail.Headers[header] = value;
        var stored = await ArriveAsync(mail);

        Assert.True(stored.Has("\\Seen"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.MailedNews.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_program_waits_for_a_person_and_a_mail_over_30_MB_stays_in_the_mailbox_and_its_sender_is_told()
    {
        await ArriveAsync(Mail("Un jeu", "Essayez.", with: [File("jeu.exe", 10)]));
        Assert.Equal(MailDoubt.Program, await site.WithDatabaseAsync(db => db.MailedNews.Select(m => m.Doubt).SingleAsync(Cancel)));

        var huge = site.Mailbox.Add([.. Bytes(Mail("Lourd", "Voici.")), .. new byte[31 * 1024 * 1024]]);
        await Eventually.TrueAsync(() => huge.Has("\\Flagged"), "it is left for a person");
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 1, "its sender is told");
        var told = MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(site.Relay.Mails.Single().Raw)), Cancel);
        Assert.Equal("Votre message est trop lourd", told.Subject);
    }

    [Fact]
    public async Task A_mail_for_a_Cité_that_does_not_exist_is_left_for_a_person()
    {
        var stored = site.Mailbox.Add(Bytes(Mail("Essai", "Texte.", to: "nouvelles+atlantide@lettre.example")));

        await Eventually.TrueAsync(() => stored.Has("\\Flagged"), "it is flagged");
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.MailedNews.CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<StoredMail> ArriveAsync(MimeMessage message)
    {
        var stored = site.Mailbox.Add(Bytes(message));
        await Eventually.TrueAsync(() => stored.Has("\\Seen"), "the mail is dealt with");
        return stored;
    }

    private static MimeMessage Mail(
        string subject, string text, string from = Correspondent, string? results = Verified, string to = "nouvelles+mulhouse@lettre.example",
        MimePart[]? with = null)
    {
        var body = new Multipart("mixed") { new TextPart("plain") { Text = text } };
        foreach (var part in with ?? [])
        {
            body.Add(part);
        }

        var mail = new MimeMessage([new MailboxAddress("Quelqu’un", from)], [new MailboxAddress("", to)], subject, body);
        if (results is not null)
        {
            mail.Headers.Insert(0, "Authentication-Results", results);
        }

        return mail;
    }

    private static MimePart Picture() => new("image", "jpeg")
    {
        Content = new MimeContent(new MemoryStream(Samples.Picture(800, 600))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = "nuit.jpg",
    };

    private static MimePart File(string name, int size) => new("application", "octet-stream")
    {
        Content = new MimeContent(new MemoryStream(new byte[size])),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = name,
    };

    private static byte[] Bytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(bytes, Cancel);
        return bytes.ToArray();
    }
}

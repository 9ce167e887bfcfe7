using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Sending.Copies;

/// <summary>The bytes of an issue as a relay gets them.</summary>
public sealed class MessageTests(OneMail sent) : IClassFixture<OneMail>
{
    private readonly SmtpSite site = sent.Site;
    private readonly ReceivedMail mail = sent.Mail;
    private readonly MimeMessage message = MimeMessage.Load(new MemoryStream(Unstuffed(sent.Mail.Raw)), TestContext.Current.CancellationToken);

    [Fact]
    public void No_line_is_long_and_all_end_in_crlf()
    {
        var lines = mail.Text.Split("\r\n");

        Assert.All(lines, line => Assert.DoesNotMatch("[\r\n]", line));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 998));
        Assert.All(
            lines.TakeWhile(line => line.Length > 0).Where(line => !line.Contains('<', StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 78));
        Assert.All(mail.Raw, b => Assert.InRange(b, (byte)1, (byte)127));
    }

    [Theory]
    [InlineData("From")]
    [InlineData("Date")]
    [InlineData("Message-ID")]
    [InlineData("Subject")]
    [InlineData("To")]
    [InlineData("MIME-Version")]
    [InlineData("Reply-To")]
    [InlineData("List-Id")]
    [InlineData("List-Unsubscribe")]
    [InlineData("List-Unsubscribe-Post")]
    [InlineData("List-Help")]
    [InlineData("List-Owner")]
    [InlineData("List-Archive")]
    [InlineData("List-Post")]
    [InlineData("Precedence")]
    [InlineData("Feedback-ID")]
    public void A_header_stands_there_exactly_once(string name) =>
        Assert.Single(message.Headers, h => h.Field.Equals(name, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Lines_that_begin_with_a_dot_survive_the_journey()
    {
        // Encoded rather than doubled: what lies ready for all readers needs no look for dots at each.
        Assert.Contains("\r\n=2E=\r\n\r\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n.", mail.Text.Split("\r\n\r\n", 2)[1], StringComparison.Ordinal);
        Assert.Equal(
            SampleNewsletter.Text.Replace(RecipientToken.Mark, Token(), StringComparison.Ordinal), message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(
            SampleNewsletter.Html.Replace(RecipientToken.Mark, Token(), StringComparison.Ordinal), message.HtmlBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Accents_survive_in_the_subject_and_in_names_and_addresses_stay_ascii()
    {
        Assert.Equal(Typography.ForMail(SampleNewsletter.Subject), message.Subject);
        var from = Assert.Single(message.From.Mailboxes);
        Assert.Equal("Cité des métiers d’été", from.Name);
        Assert.Contains("<infolettre@xn--cit-dma.example>", mail.Text, StringComparison.Ordinal);
        Assert.Equal("infolettre@xn--cit-dma.example", mail.From);
        Assert.Equal("lecteur1@example.org", Assert.Single(message.To.Mailboxes).Address);
        Assert.Equal("contact@reseau.example", Assert.Single(message.ReplyTo.Mailboxes).Address);
    }

    [Fact]
    public void Text_comes_first_then_html_both_in_utf8()
    {
        var bodies = Assert.IsType<MultipartAlternative>(message.Body);

        Assert.Equal(["text/plain", "text/html"], bodies.Select(b => b.ContentType.MimeType));
        Assert.All(bodies, b => Assert.Equal("utf-8", b.ContentType.Charset));
    }

    [Fact]
    public void The_list_headers_offer_every_way_out_whole_and_unencoded()
    {
        var unsubscribe = Regex.Match(message.Headers["List-Unsubscribe"]!, "^<(https://[^>]+)>,\\s*<(mailto:[^>]+)>$");

        Assert.Equal($"https://lettre.example/desinscription/{Token()}", unsubscribe.Groups[1].Value);
        Assert.Equal($"mailto:infolettre@xn--cit-dma.example?subject=desinscription%20{Token()}", unsubscribe.Groups[2].Value);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("Cite des metiers dete <infolettre.xn--cit-dma.example>", message.Headers["List-Id"]);
        Assert.Equal("<https://lettre.example/desinscription>", message.Headers["List-Help"]);
        Assert.Equal("<mailto:contact@reseau.example>", message.Headers["List-Owner"]);
        Assert.Equal("<https://lettre.example/numeros>", message.Headers["List-Archive"]);
        Assert.Equal("NO", message.Headers["List-Post"]);
        Assert.Equal("list", message.Headers["Precedence"]);
        Assert.Equal("numero-12:fr:infolettre:xn--cit-dma-example", message.Headers["Feedback-ID"]);
        Assert.DoesNotContain("List-Unsubscribe: =?", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("us-ascii?", mail.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_is_that_of_the_reader_and_the_date_is_now()
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(TestContext.Current.CancellationToken);
        var reader = await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync());

        Assert.Equal(reader.PublicId, keys.ReadUnsubscribeToken(Token()));
        Assert.InRange(DateTimeOffset.UtcNow - message.Date, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.EndsWith("@xn--cit-dma.example>", message.Headers["Message-ID"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_send_says_that_it_is_one_and_its_link_ends_nobodys_subscription()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var template = new NewsletterTemplate(SampleNewsletter.Subject, "fr", SampleNewsletter.Html, SampleNewsletter.Text, null, "numero-12");

        var result = await scope.ServiceProvider.GetRequiredService<TestSend>()
            .SendAsync(template, EmailAddress.Parse("redaction@example.org"), TestContext.Current.CancellationToken);

        Assert.Equal(SendOutcome.Sent, result.Outcome);
        var copy = site.Relay.Mails.Last();
        Assert.Equal(["redaction@example.org"], copy.To);
        Assert.StartsWith(
            "[Essai] Œuvre d’été",
            MimeMessage.Load(new MemoryStream(Unstuffed(copy.Raw)), TestContext.Current.CancellationToken).Subject,
            StringComparison.Ordinal);
        using var client = site.CreateSiteClient();
        var token = Regex.Match(copy.Text, "desinscription/([A-Za-z0-9_-]{43})>").Groups[1].Value;
        Assert.Equal(43, token.Length);
        Assert.NotEqual(Token(), token);
    }

    [Theory]
    [InlineData("fr", "L’été «\u00A0des métiers\u00A0»\u00A0: c’est parti\u00A0!")]
    [InlineData("en", "L'été « des métiers » : c'est parti !")]
    public async Task The_subject_is_set_as_the_text_is_in_its_language(string language, string subject)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var template = new NewsletterTemplate(
            "L'été « des métiers » : c'est parti !", language, SampleNewsletter.Html, SampleNewsletter.Text, null, "numero-12");

        await scope.ServiceProvider.GetRequiredService<TestSend>()
            .SendAsync(template, EmailAddress.Parse("redaction@example.org"), TestContext.Current.CancellationToken);

        var copy = site.Relay.Mails.Last();
        Assert.Equal("[Essai] " + subject, MimeMessage.Load(new MemoryStream(Unstuffed(copy.Raw)), TestContext.Current.CancellationToken).Subject);
    }

    private string Token() => Regex.Match(message.Headers["List-Unsubscribe"]!, "desinscription/([A-Za-z0-9_-]{43})>").Groups[1].Value;

    internal static byte[] Unstuffed(byte[] raw) =>
        System.Text.Encoding.Latin1.GetBytes(Regex.Replace(System.Text.Encoding.Latin1.GetString(raw), "(^|\r\n)\\.\\.", "$1."));
}

/// <summary>One issue sent to one reader, under a name and a domain with accents.</summary>
public sealed class OneMail : IAsyncLifetime
{
    public SmtpSite Site { get; } = new() { Settings = { ["Mail:From"] = "Cité des métiers d’été <infolettre@cité.example>" } };
    public ReceivedMail Mail { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Site.CompletedAsync(await Site.DispatchAsync(1));
        Mail = Assert.Single(Site.Relay.Mails);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

internal static class RecipientToken
{
    public const string Mark = RecipientMarks.Token;
}

using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;
using MimeKit;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>Links that are altered, of another purpose, or opened by programs.</summary>
public partial class TokenTests
{
    [Fact]
    public async Task A_token_opens_one_subscription_for_one_purpose()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        var fresh = (await site.AskForLinkAsync(visitor)).Split('/')[^1];
        var jeanne = await site.SubscriberAsync();
        var keys = await site.KeysAsync();
        var manage = keys.ManageToken(jeanne.PublicId);
        var altered = manage[..10] + (manage[10] == 'A' ? 'B' : 'A') + manage[11..];
        string[] wrong =
        [
            "/abonnement/" + keys.UnsubscribeToken(jeanne.PublicId), "/abonnement/" + keys.ContributionToken(jeanne.PublicId), "/abonnement/" + fresh,
            "/abonnement/" + altered, "/abonnement/" + manage[..^1], "/abonnement/x", "/abonnement/acces/"
                + manage, "/abonnement/acces/x", "/abonnement/acces",
            "/abonnement/adresse/" + manage, "/abonnement/adresse/" + fresh, "/desinscription/" + manage, "/inscription/confirmer/" + fresh,
        ];

        foreach (var path in wrong)
        {
            using var answer = await visitor.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_program_that_opens_every_link_of_every_mail_changes_nothing(string method)
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await WishesTests.SignUpAsync(site, visitor, "nouvelle@example.org", []);
        await site.MailAsync(1);
        var permanent = await site.SubscribedAsync();
        var fresh = await site.AskForLinkAsync(visitor);
        await visitor.SubmitAsync(fresh, new() { ["NewAddress"] = "ailleurs@example.org" });
        await site.MailAsync(3);
        await Eventually.TrueAsync(async () => (await site.StateAsync()).EndsWith(" 0", StringComparison.Ordinal), "all mails have left");
        var before = await site.StateAsync();
        using var scanner = site.CreateSiteClient();
        var links = site.Relay.Mails.SelectMany(m => LinksIn(MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(m.Raw)))))
            .Concat([permanent, fresh + "/effacement", permanent + "/effacement", fresh + "/donnees", permanent + "/pause"]).Distinct().ToList();

        foreach (var link in links)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), link);
            using var answer = await scanner.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound,
                $"{link}: {answer.StatusCode}");
            if (answer.StatusCode is HttpStatusCode.OK && link.Length > 43)
            {
                Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
                Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
                Assert.Equal(["noindex"], answer.Headers.GetValues("X-Robots-Tag"));
            }
        }

        Assert.True(links.Count >= 9, string.Join('\n', links));
        Assert.Equal(before, await site.StateAsync());
    }

    [Fact]
    public async Task Links_of_somebody_who_was_erased_and_of_a_test_mail_say_so_kindly()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await site.SubscribedAsync();
        var keys = await site.KeysAsync();
        var id = (await site.SubscriberAsync()).PublicId;
        var fresh = await site.AskForLinkAsync(visitor);
        await visitor.SubmitAsync(fresh + "/effacement", []);

        foreach (var link in (string[])[path, "/abonnement/" + keys.ManageToken(Guid.NewGuid())])
        {
            Assert.Equal("Votre abonnement n’existe plus", (await visitor.GetAsync(link)).QuerySelector("h1")!.TextContent);
        }

        Assert.Contains(
            "désabonnement est enregistré",
            (await visitor.GetAsync("/desinscription/" + keys.UnsubscribeToken(id))).QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(fresh, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static IEnumerable<string> LinksIn(MimeMessage mail) =>
        Link().Matches(mail.TextBody + " " + mail.HtmlBody).Select(m => m.Groups[1].Value);

    [GeneratedRegex("https://lettre\\.example(/[A-Za-z0-9_/-]*)")]
    private static partial Regex Link();
}

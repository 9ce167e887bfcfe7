using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending;
using CitesDesMetiers.Web.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk;

public class OutboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mail_that_would_have_left_can_be_read_and_downloaded()
    {
        await using var site = new SiteFactory();
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await SendAsync(site, 1);

        var list = await editor.GetAsync("/redaction/boite-d-envoi");
        var link = list.QuerySelector("td a")!;
        Assert.Equal(TestSend.Prefix + Newsletter.Subject, link.TextContent);
        var path = link.GetAttribute("href")!;
        var page = await editor.GetAsync(path);
        var frame = page.QuerySelector("iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Contains("voici l’été", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("https://lettre.example/desinscription/", page.QuerySelector("main ul a")!.GetAttribute("href"), StringComparison.Ordinal);

        using var html = await editor.Http.GetAsync(frame.GetAttribute("src"), Cancellation);
        Assert.Contains("sandbox", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("voici l’été", await html.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var file = await editor.Http.GetAsync(path + "/fichier", Cancellation);
        Assert.Equal("message/rfc822", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.DoesNotMatch("(^|[^\r])\n", await file.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_long_list_has_pages_the_newest_first()
    {
        await using var site = new SiteFactory();
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await SendAsync(site, 55);

        var first = await editor.GetAsync("/redaction/boite-d-envoi");
        var second = await editor.GetAsync("/redaction/boite-d-envoi?page=2");

        Assert.Equal("lecteur55@example.org", first.QuerySelector("tbody td:nth-child(2)")!.TextContent);
        Assert.Equal((50, 5), (first.QuerySelectorAll("tbody tr").Length, second.QuerySelectorAll("tbody tr").Length));
    }

    [Theory]
    [InlineData("/redaction/boite-d-envoi/..%2Fsite.db")]
    [InlineData("/redaction/boite-d-envoi/..%2Fsite.db/fichier")]
    [InlineData("/redaction/boite-d-envoi/20260101-000000-0000000-absent.eml/courriel")]
    public async Task Nothing_else_can_be_read_through_it(string path)
    {
        await using var site = new SiteFactory();
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Equal(HttpStatusCode.NotFound, (await editor.Http.GetAsync(path, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Where_mails_really_leave_it_is_not_found_and_says_why()
    {
        await using var site = new SmtpSite();
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        var answer = await editor.Http.GetAsync("/redaction/boite-d-envoi", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("les messages partent vraiment", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correspondents_and_visitors_do_not_see_it()
    {
        await using var site = new SiteFactory();
        using var member = await DeskClient.SignInAsync(site, Role.Member);
        using var visitor = site.CreateSiteClient();

        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync("/redaction/boite-d-envoi", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/redaction/boite-d-envoi", Cancellation)).StatusCode);
    }

    private static async Task SendAsync(SiteFactory site, int mails)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var template = new NewsletterTemplate(Newsletter.Subject, "fr", Newsletter.Html, Newsletter.Text, null, "numero-12");
        for (var i = 1; i <= mails; i++)
        {
            var result = await scope.ServiceProvider.GetRequiredService<TestSend>().SendAsync(template, EmailAddress.Parse($"lecteur{i}@example.org"), Cancellation);
            Assert.Equal(SendOutcome.Sent, result.Outcome);
        }
    }
}

using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Outbox;

public class OutboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mail_that_would_have_left_can_be_read_and_downloaded()
    {
        await using var site = new SiteFactory();
        using var editor = await DeskClient.SignInAsync(site, Role.Administrator);
        await SendAsync(site, editor.Address);

        var list = await editor.GetAsync("/redaction/boite-d-envoi");
        var link = list.QuerySelector("td a")!;
        Assert.Equal(TestSend.Prefix + Typography.ForMail(SampleNewsletter.Subject).Replace('\u00A0', ' '), link.TextContent);
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
        using var editor = await DeskClient.SignInAsync(site, Role.Administrator);
        await SendAsync(site, [.. Enumerable.Range(1, 55).Select(i => $"lecteur{i}@example.org")]);

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
        using var editor = await DeskClient.SignInAsync(site, Role.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, (await editor.Http.GetAsync(path, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Where_mails_really_leave_it_is_not_found_and_says_why()
    {
        await using var site = new SmtpSite();
        using var editor = await DeskClient.SignInAsync(site, Role.Administrator);

        var answer = await editor.Http.GetAsync("/redaction/boite-d-envoi", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("les messages partent vraiment", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_relay_every_page_of_the_desk_says_so_and_with_one_neither_banner_nor_menu_speak_of_it()
    {
        await using var site = new SiteFactory();
        using var editor = await DeskClient.SignInAsync(site, Role.Administrator);
        await using var relayed = new SmtpSite();
        using var other = await DeskClient.SignInAsync(relayed, Role.Administrator);

        foreach (var path in (string[])["/redaction", "/redaction/numeros", "/redaction/envois"])
        {
            var page = await editor.GetAsync(path);
            Assert.Contains("Aucun relais de courrier n’est configuré", page.QuerySelector(".desk-banner")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("nav a[href='/redaction/boite-d-envoi']"));

            var without = await other.GetAsync(path);
            Assert.Null(without.QuerySelector(".desk-banner"));
            Assert.Null(without.QuerySelector("[href='/redaction/boite-d-envoi']"));
        }
    }

    [Fact]
    public async Task Figures_say_that_messages_were_written_and_never_that_they_were_delivered()
    {
        await using var site = new SiteFactory();
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(2);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var id = await site.AddIssueAsync();
        await site.ApproveAsync(id);

        var published = await editor.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/publication");
        var path = published.Headers.Location!.OriginalString;
        Assert.Contains(
            "s’écrivent dans la boîte d’envoi, pour 2 abonnés",
            (await editor.GetAsync(path)).QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal);

        await Eventually.TrueAsync(
            async () =>
                Plain((await editor.GetAsync("/redaction/envois")).Body!)
                    .Contains("2 messages écrits dans la boîte d’envoi sur 2", StringComparison.Ordinal), "both are written");
        var page = (await editor.GetAsync(path)).QuerySelector("main")!;
        Assert.Equal("Écrits dans la boîte d’envoi", page.QuerySelector("[data-figure=Sent] dt")!.TextContent);
        Assert.Contains("personne ne les a reçus", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Distribués", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("serveurs de courrier", page.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_start_outside_Development_warns_that_there_is_no_relay()
    {
        await using var site = new SiteFactory();
        _ = site.Services;
        using var process = WebProcess.Start(["serve", .. WebProcess.Over(site.Folder), $"--Mail:Outbox:Folder={site.Folder}"]);
        try
        {
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync(Cancellation);
            }
            while (line is not null && !line.Contains("No mail relay is configured", StringComparison.Ordinal));

            Assert.NotNull(line);
            Assert.Contains("WRN", line, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_editor_cannot_read_the_new_password_link_of_an_administrator()
    {
        await using var site = new SiteFactory();
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        using var other = await DeskClient.SignInAsync(site, Role.Administrator);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await editor.SubmitAsync("/mot-de-passe-oublie", new() { ["Address"] = administrator.Address });
        await Eventually.TrueAsync(() => Directory.Exists(site.Outbox) && Directory.GetFiles(site.Outbox, "*.eml").Length > 0, "the mail is written");
        var path = "/redaction/boite-d-envoi/" + Path.GetFileName(Directory.GetFiles(site.Outbox, "*.eml").Single());

        foreach (var part in (string[])["", "/courriel", "/fichier"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.GetAsync(path + part, Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync(path + part, Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await administrator.Http.GetAsync(path + part, Cancellation)).StatusCode);
        }

        // That it went, and to whom, is no secret for an administrator.
        var list = await other.GetAsync("/redaction/boite-d-envoi");
        Assert.Contains(administrator.Address, list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Null(list.QuerySelector("tbody a"));
    }

    [Fact]
    public async Task Correspondents_and_visitors_do_not_see_it()
    {
        await using var site = new SiteFactory();
        using var member = await DeskClient.SignInAsync(site, Role.Member);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        using var visitor = site.CreateSiteClient();

        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync("/redaction/boite-d-envoi", Cancellation)).StatusCode);
        Assert.Null((await editor.GetAsync("/redaction")).QuerySelector("[href='/redaction/boite-d-envoi']"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/redaction/boite-d-envoi", Cancellation)).StatusCode);
    }

    private static string Plain(AngleSharp.Dom.IElement element) => element.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static async Task SendAsync(SiteFactory site, params string[] addresses)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var template = new NewsletterTemplate(SampleNewsletter.Subject, "fr", SampleNewsletter.Html, SampleNewsletter.Text, null, "numero-12");
        foreach (var address in addresses)
        {
            var result = await scope.ServiceProvider.GetRequiredService<TestSend>()
                .SendAsync(template, EmailAddress.Parse(address), Cancellation);
            Assert.Equal(SendOutcome.Sent, result.Outcome);
        }
    }
}

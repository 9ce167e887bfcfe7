using System.Net;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Contribution;

/// <summary>What is mailed to a correspondent who has no password: each link leads where it says.</summary>
public sealed class PersonalMailTests : IAsyncLifetime
{
    private const string Ines = "ines@mulhouse.example";

    private readonly CallSite site = new();
    private DeskClient visitor = null!;
    private string path = "";
    private int call;

    public async ValueTask InitializeAsync()
    {
        await site.PrepareAsync();
        call = await site.OpenCallAsync(days: 10);
        path = await site.PathAsync(site.Mulhouse);
        visitor = site.Visitor();
    }

    [Fact]
    public async Task The_first_link_of_a_request_for_changes_opens_that_very_item_with_the_request_above_its_form()
    {
        var first = await ProposeAsync("Un atelier");
        var second = await ProposeAsync("Un salon");
        await AskChangesAsync(second, "Quel jour ?");

        var digest = await DigestAsync();
        Assert.Contains("demande des changements", digest.TextBody, StringComparison.Ordinal);
        var links = SiteLinksIn(digest);
        Assert.Equal($"{path}/nouvelles/{second}", links[0]);
        Assert.Contains($"{SiteFactory.PublicUrl}{path}/nouvelles/{second}\n", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(links, l => l.StartsWith("/redaction", StringComparison.Ordinal) || l.EndsWith($"/{first}", StringComparison.Ordinal));

        var page = await visitor.GetAsync(links[0]);
        Assert.Equal("Un salon", page.QuerySelector("#Title")!.GetAttribute("value"));
        var request = page.QuerySelector(".asked-changes")!;
        Assert.Contains("Quel jour ?", request.TextContent, StringComparison.Ordinal);
        Assert.Equal("h1", request.PreviousElementSibling!.LocalName);
    }

    [Fact]
    public async Task No_link_of_a_call_a_reminder_or_a_digest_asks_for_a_password()
    {
        var accepted = await ProposeAsync("Un atelier");
        var returned = await ProposeAsync("Un salon");
        await site.Editor.SubmitAsync($"/redaction/nouvelles/{accepted}/apercu", [], "/acceptation");
        await AskChangesAsync(returned, "Quel jour ?");
        await DigestAsync();
        await site.PassAsync(8);
        Assert.Equal(1, await site.RemindDueAsync());

        var mails = await site.MailsAsync(5);
        Assert.Equal(2, mails.Count(m => m.Subject!.StartsWith("Appel", StringComparison.Ordinal)));
        Assert.Single(mails, m => m.Subject!.StartsWith("Rappel", StringComparison.Ordinal));
        var links = mails.Where(
            m =>
                m.Subject!.StartsWith("Appel", StringComparison.Ordinal)
                    || m.Subject!.StartsWith("Rappel", StringComparison.Ordinal)
                    || To(m) == Ines)
            .SelectMany(SiteLinksIn).Distinct().ToList();
        Assert.Contains($"{path}/nouvelles/{accepted}", links);
        foreach (var link in links)
        {
            using var answer = await visitor.Http.GetAsync(link, Cancel);
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK || answer.Headers.Location?.ToString() == path,
                $"{link}: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [Fact]
    public async Task What_an_editor_gives_back_after_the_call_is_closed_can_be_mended_and_nothing_new_be_sent()
    {
        var id = await ProposeAsync("Un atelier");
        await site.Editor.SubmitAsync($"/redaction/appels/{call}", [], "/cloture");
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Http.GetAsync(path, Cancel)).StatusCode);
        await AskChangesAsync(id, "Quel jour ?");

        var link = SiteLinksIn(await DigestAsync())[0];
        await visitor.SubmitAsync(link, new() { ["Body"] = "Il a lieu le 12.", ["Step"] = "Submit" });
        Assert.Equal(NewsState.Submitted, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));

        var page = await visitor.GetAsync(path);
        Assert.Contains("est proposée à la rédaction", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("L’appel est terminé", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Http.GetAsync(path + "/rien", Cancel)).StatusCode);
        var edit = await visitor.GetAsync(link);
        edit.QuerySelector("main form.stack")!.SetAttribute("action", path);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.SendAsync(edit, path, new() { ["Title"] = "Encore une" })).StatusCode);

        site.Clock.Forward(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Http.GetAsync(link, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Who_writes_for_another_Cité_now_is_led_to_the_desk_because_the_old_link_opens_nothing()
    {
        var id = await ProposeAsync("Un atelier");
        await AskChangesAsync(id, "Quel jour ?");
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Email == Ines, Cancel)).Assign(Role.Correspondent, site.Genes);
            return await db.SaveChangesAsync(Cancel);
        });

        var links = SiteLinksIn(await DigestAsync());

        Assert.Contains($"/redaction/nouvelles/{id}", links);
        Assert.DoesNotContain(links, l => l.StartsWith("/contribuer", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string To(MimeMessage mail) => mail.To.Mailboxes.Single().Address;

    /// <summary>Paths of the links in its HTML, the foot of the publisher left out.</summary>
    private static List<string> SiteLinksIn(MimeMessage mail) =>
        [.. new HtmlParser().ParseDocument(mail.HtmlBody!).QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)
            .Where(h => h.StartsWith(SiteFactory.PublicUrl, StringComparison.Ordinal)).Select(h => h[SiteFactory.PublicUrl.Length..])
            .Where(p => p is not ("" or "/"))];

    private async Task<int> ProposeAsync(string title)
    {
        await visitor.SubmitAsync(path, new() { ["Title"] = title, ["Body"] = "Il a lieu.", ["Step"] = "Submit" });
        return await site.WithDatabaseAsync(db => db.News.MaxAsync(n => n.Id, Cancel));
    }

    private Task<HttpResponseMessage> AskChangesAsync(int id, string comment) =>
        site.Editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", new() { ["Comment"] = comment }, "/retour");

    /// <summary>What Inès is told once her lines have waited.</summary>
    private async Task<MimeMessage> DigestAsync()
    {
        var before = site.Relay.Mails.Count;
        site.Clock.Forward(TimeSpan.FromMinutes(11));
        await using var scope = site.Services.CreateAsyncScope();
        var sent = await scope.ServiceProvider.GetRequiredService<Digests>().SendDueAsync(Cancel);
        return (await site.MailsAsync(before + sent)).Last(m => To(m) == Ines);
    }
}

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using CitesDesMetiers.Tests.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Checks;

/// <summary>The checklist over the real application: what it reads from the database and asks of the relay.</summary>
public class IssueChecklistTests
{
    [Fact]
    public async Task A_sound_issue_has_no_finding_whatever_it_hides()
    {
        await using var site = new SiteFactory();
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(1);
        var id = await site.AddIssueAsync();
        var draft = await site.AddNewsAsync(null, "Une nouvelle qui attend", accepted: true);
        await site.WithDatabaseAsync(async db =>
        {
            var issue = await db.Issues.Include(i => i.Sections).SingleAsync(Cancel);
            issue.AddSection(SectionKind.StaffMoves, "Arrivées et départs").Hide();
            var hidden = issue.AddSection(SectionKind.NetworkNews, "Plus tard");
            var waiting = await db.News.SingleAsync(n => n.Id == draft, Cancel);
            hidden.Add(waiting);
            hidden.Hide();
            waiting.AskReviewAgain();
            issue.AddSection(SectionKind.Free, "Le mot de la fin").Write("Merci à toutes et à tous.");
            issue.AddSection(SectionKind.Agenda, "Agenda").Hide();
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Empty(await FindingsAsync(site, id));
    }

    [Fact]
    public async Task News_taken_back_from_the_issue_and_a_site_without_readers_block()
    {
        await using var site = new SiteFactory();
        await site.AddSettingsAsync();
        var id = await site.AddIssueAsync();
        await site.WithDatabaseAsync(async db =>
        {
            (await db.News.FirstAsync(Cancel)).AskReviewAgain();
            await db.SaveChangesAsync(Cancel);
        });

        var findings = await FindingsAsync(site, id);

        Assert.All(findings, f => Assert.True(f.Blocks));
        Assert.Equal(["/inscription", "/redaction/nouvelles/1#Body"], findings.Select(f => f.Place.Path).Order());
    }

    [Theory]
    [InlineData("SIZE 4000", true)]
    [InlineData("SIZE 40000000", false)]
    [InlineData("SIZE 0", false)]
    [InlineData("8BITMIME", false)]
    public async Task The_relay_is_asked_for_its_size_and_one_that_does_not_say_is_no_matter(string capability, bool blocks)
    {
        await using var site = new SmtpSite();
        site.Relay.Capabilities = capability;
        var id = await PrepareAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var page = (await desk.GetAsync($"/redaction/numeros/{id}/verification")).Body!.TextContent;

        Assert.Equal(blocks, page.Contains("le serveur de courrier n’en prend que 4", StringComparison.Ordinal));
        await desk.GetAsync($"/redaction/numeros/{id}/verification");
        Assert.Equal(1, site.Relay.Connections);
    }

    [Fact]
    public async Task A_relay_that_is_away_is_no_matter_for_the_list()
    {
        await using var site = new SmtpSite();
        var id = await PrepareAsync(site);
        var port = await site.StopRelayAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Contains("Tout est prêt", (await desk.GetAsync($"/redaction/numeros/{id}/verification")).Body!.TextContent, StringComparison.Ordinal);
        site.StartRelay(port);
    }

    [Fact]
    public async Task An_issue_for_real_people_is_blocked_while_there_is_no_relay()
    {
        await using var site = new SiteFactory();
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(1);
        var id = await site.AddIssueAsync();
        Assert.Empty(await FindingsAsync(site, id));

        await site.AddReaderAsync("lectrice@example.org");

        var finding = Assert.Single(await FindingsAsync(site, id));
        Assert.True(finding.Blocks);
        Assert.StartsWith("Aucun relais configuré : les messages restent dans des fichiers", finding.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<int> PrepareAsync(SmtpSite site)
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(1);
        return await site.AddIssueAsync();
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(SiteFactory site, int id)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var content = await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(id, Cancel);
        var mail = await scope.ServiceProvider.GetRequiredService<Publisher>().RenderAsync(content!, Cancel);
        return await scope.ServiceProvider.GetRequiredService<Checklist>().RunAsync(id, content!, mail, Cancel);
    }
}

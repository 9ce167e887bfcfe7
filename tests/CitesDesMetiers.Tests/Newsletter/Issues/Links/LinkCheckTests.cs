using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Links;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Links;

/// <summary>The links of issues in progress, looked at in the background and kept.</summary>
public sealed class LinkCheckTests : IAsyncLifetime
{
    private readonly ClockedSite site = new(Samples.Noon);
    private WebServer server = null!;
    private int id;

    public async ValueTask InitializeAsync()
    {
        server = await WebServer.StartAsync();
        site.Settings["LinkCheck:AllowPrivateNetworks"] = "true";
        await site.AddSettingsAsync();
        id = await site.AddIssueAsync();
        await site.WithDatabaseAsync(async db =>
        {
            var news = await db.News.FirstAsync(n => n.Title.StartsWith("La première"), Cancel);
            news.Write(
                news.Title,
                $"Voyez [la page]({server.Url}/page#suite), [la page]({server.Url}/page) et [l’autre]({server.Url}/disparue).",
                "fr",
                null,
                null,
                Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });
    }

    [Fact]
    public async Task Each_link_is_looked_at_once_a_day_and_a_dead_one_is_shown_at_its_item()
    {
        Assert.Equal(2, await RunAsync());
        Assert.Equal(0, await RunAsync());
        Assert.Equal(["GET /disparue", "HEAD /disparue", "HEAD /page"], server.Visits.Order());
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var page = (await desk.GetAsync($"/redaction/numeros/{id}/verification")).Body!.TextContent;
        Assert.Contains($"le lien {server.Url}/disparue mène à une page qui n’existe pas", page, StringComparison.Ordinal);

        site.Clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(2, await RunAsync());
    }

    [Fact]
    public async Task Several_instances_do_not_look_at_the_same_link()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RunAsync, Cancel)));

        Assert.Equal(3, server.Visits.Count);
        Assert.Equal([LinkState.Alive, LinkState.Broken], (await StatesAsync()).Order());
    }

    [Fact]
    public async Task A_link_taken_up_by_an_instance_that_is_gone_is_taken_up_again()
    {
        await RunAsync();
        await site.WithDatabaseAsync(db => db.LinkChecks.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LinkState.Waiting), Cancel));

        Assert.Equal(0, await RunAsync());
        site.Clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(2, await RunAsync());
    }

    [Fact]
    public async Task A_link_taken_up_is_not_yet_known()
    {
        await RunAsync();
        await site.WithDatabaseAsync(
            db =>
                db.LinkChecks.Where(l => l.Url.EndsWith("/page"))
                    .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LinkState.Waiting), Cancel));

        await using var scope = site.Services.CreateAsyncScope();
        var content = await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(id, Cancel);
        var summary = await scope.ServiceProvider.GetRequiredService<LinkChecker>().SummaryAsync(content!, Cancel);

        Assert.Equal((2, 1), (summary.Total, summary.Pending));
    }

    [Fact]
    public async Task A_button_has_them_looked_at_again_and_what_is_known_stays_until_then()
    {
        await RunAsync();
        site.Clock.Now += TimeSpan.FromMinutes(1);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await site.WithDatabaseAsync(
            db =>
                db.LinkChecks.Where(l => l.Url.EndsWith("/page"))
                    .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LinkState.Unreachable), Cancel));

        // The tests look by themselves: the page offers the button where the background does.
        await site.WithDatabaseAsync(async db =>
        {
            await using var scope = site.Services.CreateAsyncScope();
            var content = await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(id, Cancel);
            await scope.ServiceProvider.GetRequiredService<LinkChecker>().AskAgainAsync(content!, Cancel);
        });

        Assert.Equal([LinkState.Broken, LinkState.Unreachable], (await StatesAsync()).Order());
        Assert.Equal(2, await RunAsync());
        Assert.Equal([LinkState.Alive, LinkState.Broken], (await StatesAsync()).Order());
    }

    [Fact]
    public async Task A_link_that_left_every_issue_is_forgotten_after_a_month()
    {
        await RunAsync();
        await site.WithDatabaseAsync(async db =>
        {
            var news = await db.News.FirstAsync(n => n.Title.StartsWith("La première"), Cancel);
            news.Write(news.Title, "Sans lien.", "fr", null, null, Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        site.Clock.Now += TimeSpan.FromDays(29);
        await RunAsync();
        Assert.Equal(2, (await StatesAsync()).Count);
        site.Clock.Now += TimeSpan.FromDays(2);
        await RunAsync();
        Assert.Empty(await StatesAsync());
    }

    [Fact]
    public async Task The_background_looks_by_itself_and_the_button_wakes_it()
    {
        await using var busy = new SiteFactory { Settings = { ["LinkCheck:Enabled"] = "true", ["LinkCheck:AllowPrivateNetworks"] = "true" } };
        await busy.AddSettingsAsync();
        var issue = await busy.AddIssueAsync();
        await busy.WithDatabaseAsync(async db =>
        {
            var news = await db.News.FirstAsync(Cancel);
            news.Write(news.Title, $"Voyez [la page]({server.Url}/page).", "fr", null, null, Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });
        using var desk = await DeskClient.SignInAsync(busy, Role.Editor);
        var path = $"/redaction/numeros/{issue}/verification";

        await desk.SubmitAsync(path, [], "/liens");

        await Eventually.TrueAsync(
            async () =>
                (await desk.GetAsync(path)).Body!.TextContent.Contains(
                    "Le lien de ce numéro a été visité", StringComparison.Ordinal), "the link is looked at");
        Assert.Contains("HEAD /page", server.Visits);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await server.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<int> RunAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LinkChecker>().RunAsync(Cancel);
    }

    private Task<List<LinkState>> StatesAsync() => site.WithDatabaseAsync(db => db.LinkChecks.Select(l => l.State).ToListAsync(Cancel));
}

using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Desk.Dashboard;

/// <summary>What an administrator sets up first: a list on the dashboard until it is done.</summary>
public sealed class SetUpListTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    [Fact]
    public async Task An_administrator_sees_what_is_left_and_each_line_leads_to_its_page()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);

        var page = await desk.GetAsync("/redaction");

        Assert.Equal(
            [
                "Identité et adresse postale", "Expéditeur et serveur d’envoi", "DNS du domaine", "Cités", "Rédaction et correspondants", "Abonnés",
                "Premier appel à contributions",
            ],
            page.QuerySelectorAll(".set-up a").Select(a => a.TextContent));
        Assert.All(page.QuerySelectorAll(".set-up .badge"), badge => Assert.Equal("À faire", badge.TextContent));
        Assert.Equal("/redaction/reglages", Assert.Single(page.QuerySelectorAll("main .button")).GetAttribute("href"));
        foreach (var link in page.QuerySelectorAll(".set-up a").Select(a => a.GetAttribute("href")!))
        {
            await desk.GetAsync(link);
        }
    }

    [Fact]
    public async Task A_line_is_done_when_its_work_is()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        await site.AddCiteAsync("Cité de Charleroi", "charleroi");
        await site.WithDatabaseAsync(async db =>
        {
            var settings = new NewsletterSettings();
            settings.Identify("Le réseau", "1, rue des Métiers", "", "", "lettre@reseau.example", "donnees@reseau.example");
            db.AddRange(settings, new CallForNews("Numéro 1", null, DateTime.UtcNow.AddDays(4), Samples.Noon));
            await db.SaveChangesAsync();
        });

        var page = await desk.GetAsync("/redaction");

        Assert.Equal(
            ["Identité et adresse postale", "Cités", "Premier appel à contributions"],
            page.QuerySelectorAll(".set-up li:has(.badge-ok) a").Select(a => a.TextContent));
        Assert.Equal("/redaction/reglages/courrier", Assert.Single(page.QuerySelectorAll("main .button")).GetAttribute("href"));
    }

    [Fact]
    public async Task The_list_can_be_put_away_and_editors_never_see_it()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        await desk.SubmitAsync("/redaction", [], "/masquage");

        Assert.Null((await desk.GetAsync("/redaction")).QuerySelector(".set-up"));
        Assert.Null((await editor.GetAsync("/redaction")).QuerySelector(".set-up"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

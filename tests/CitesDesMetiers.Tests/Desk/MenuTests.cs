using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>The menu of the desk shows each role its pages, in groups, and marks the current one.</summary>
public sealed class MenuTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    [Theory]
    [InlineData(Role.Administrator, "Numéro Contenus Abonnés Réglages")]
    [InlineData(Role.Editor, "Numéro Contenus Abonnés")]
    [InlineData(Role.Correspondent, "Contenus Abonnés")]
    public async Task Every_link_of_the_menu_opens_and_is_marked_there(Role role, string groups)
    {
        using var desk = await DeskClient.SignInAsync(
            site, role, role is Role.Correspondent ? await site.AddCiteAsync("Cité de Charleroi", "charleroi") : null);
        var menu = (await desk.GetAsync("/redaction")).QuerySelector(".desk-nav")!;

        Assert.Equal(groups, string.Join(' ', menu.QuerySelectorAll("span").Select(p => p.TextContent)));
        foreach (var link in menu.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!))
        {
            var current = (await desk.GetAsync(link)).QuerySelectorAll(".desk-nav [aria-current=page]");
            Assert.Equal(link, Assert.Single(current).GetAttribute("href"));
        }
    }

    [Fact]
    public async Task A_page_below_another_marks_the_nearest_link()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Equal("Nouvelles", (await desk.GetAsync("/redaction/nouvelles/ajout")).QuerySelector(".desk-nav [aria-current]")!.TextContent);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

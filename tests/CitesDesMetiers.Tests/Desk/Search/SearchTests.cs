using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Desk.Search;

/// <summary>One search finds everything in the desk, for each what they may see.</summary>
public sealed class SearchTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int mine;
    private int theirs;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        mine = await site.AddCiteAsync("Cité du Cœur", "coeur");
        theirs = await site.AddCiteAsync("Cité de Gênes", "genes");
        foreach (var (cite, place) in new (int?, string)[] { (mine, "ici"), (theirs, "là-bas"), (null, "au réseau") })
        {
            await site.AddNewsAsync(cite, $"Nouvelle du cœur {place}");
            await site.AddContactAsync(cite, $"Contact du cœur {place}");
            await site.AddMoveAsync(cite, $"Mouvement du cœur {place}");
            await site.AddDateAsync(cite, $"Rendez-vous du cœur {place}", new DateOnly(2020, 1, 1));
        }

        await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(44, new DateOnly(2026, 9, 1));
            issue.Announce("Au cœur du réseau", null);
            db.AddRange(issue, new MediaFile(new string('a', 64), "Un cœur dessiné", null, Samples.Noon));
            await db.SaveChangesAsync();
        });
    }

    [Theory]
    [InlineData("recherche", "h2")]
    [InlineData("recherche/liste", ".search-group")]
    public async Task An_editor_finds_every_kind_of_thing_grouped(string page, string heading)
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var found = await desk.GetAsync($"/redaction/{page}?q=COEUR");

        Assert.Equal(
            ["Nouvelles", "Numéros", "Agenda", "Arrivées et départs", "Contacts", "Cités", "Images"],
            found.QuerySelectorAll(heading).Select(h => h.TextContent));
    }

    [Theory]
    [InlineData("recherche")]
    [InlineData("recherche/liste")]
    public async Task A_correspondent_finds_what_belongs_to_their_Cité_and_nothing_else(string page)
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, mine);

        var text = (await desk.GetAsync($"/redaction/{page}?q=coeur")).Body!.TextContent;

        foreach (var kind in new[] { "Nouvelle", "Contact", "Mouvement", "Rendez-vous" })
        {
            Assert.Contains($"{kind} du cœur ici", text, StringComparison.Ordinal);
        }

        foreach (var hidden in new[] { "là-bas", "au réseau", "Au cœur du réseau", "dessiné" })
        {
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_begins_with_the_word_comes_first_and_each_leads_to_its_page()
    {
        var first = await site.AddNewsAsync(mine, "Cœur à cœur");
        await site.AddNewsAsync(mine, "Une autre, au cœur");
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var found = await desk.GetAsync("/redaction/recherche?q=coeur");

        Assert.Equal($"/redaction/nouvelles/{first}", found.QuerySelector(".rows a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Words_with_a_superscript_are_found_as_they_are_read()
    {
        await site.AddNewsAsync(mine, "Anniversaire", body: "La 1^ère^ fête sans CO~2~, 2^10 et 3^10.");
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Single((await desk.GetAsync("/redaction/recherche?q=1%C3%A8re+co2+2^10")).QuerySelectorAll(".rows"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%20%20")]
    [InlineData("%00")]
    [InlineData("introuvable")]
    public async Task Nothing_sought_and_nothing_found_are_answered_with_advice(string sought)
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Empty((await desk.GetAsync($"/redaction/recherche?q={sought}")).QuerySelectorAll(".rows"));
        await desk.GetAsync($"/redaction/recherche/liste?q={sought}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

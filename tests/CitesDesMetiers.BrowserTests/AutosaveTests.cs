using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Nothing typed is lost: to a server that stops, to a window that closes, to someone else who saves first.</summary>
public sealed class AutosaveTests(Chromium chromium) : IAsyncLifetime
{
    private const string Before = "Le forum ouvre ses portes à neuf heures.";
    private const string During = " Écrit pendant que le serveur est arrêté : « rien ne manque ».";
    private const string After = " Et la dernière phrase, une fois revenu.";

    private readonly SiteProcess site = new();
    private IPage page = null!;
    private string item = "";

    private ILocator Text => page.GetByLabel("Texte", new() { Exact = true });

    private ILocator Status => page.Locator("[data-autosave-status]");

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/nouvelles");
        await page.Locator("main tbody a").First.ClickAsync();
        item = new Uri(page.Url).AbsolutePath;
    }

    [Fact]
    public async Task A_server_that_stops_while_one_types_and_starts_again_has_every_character()
    {
        await StartOverAsync(Before);
        await Assertions.Expect(Status).ToContainTextAsync("Brouillon gardé");
        await site.KillAsync();
        await Text.PressSequentiallyAsync(During);
        await Assertions.Expect(Status).ToContainTextAsync("gardé dans ce navigateur");
        Assert.Equal("", await page.FaultsAsync());
        await site.StartAsync();
        await page.RunAndWaitForResponseAsync(
            () => Text.PressSequentiallyAsync(After),
            answer => answer.Ok && answer.Request.PostData?.Contains("revenu.", StringComparison.Ordinal) is true);
        await Assertions.Expect(Status).ToContainTextAsync("Brouillon gardé");

        // Another browser of the same person, which knows nothing but what the server has.
        await UseAnotherBrowserAsync(Accounts.Editor);
        Assert.Equal("", await page.FaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Le reprendre" }).ClickAsync();

        Assert.Equal(Before + During + After, await Text.InputValueAsync());
    }

    [Fact]
    public async Task A_window_closed_while_the_server_is_away_offers_every_character_when_it_opens_again()
    {
        await StartOverAsync(Before);
        await Assertions.Expect(Status).ToContainTextAsync("Brouillon gardé");
        await site.KillAsync();
        await Text.PressSequentiallyAsync(During);
        var context = page.Context;
        await page.CloseAsync();
        await site.StartAsync();

        page = await context.NewPageAsync();
        await page.GotoAsync(item);
        Assert.NotEqual(Before + During, await Text.InputValueAsync());
        Assert.Equal("", await page.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Le reprendre" }).ClickAsync();
        Assert.Equal(Before + During, await Text.InputValueAsync());
        await SaveAsync();

        await page.GotoAsync(item);
        Assert.Equal(Before + During, await Text.InputValueAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Le reprendre" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_people_on_one_item_see_each_other_and_the_second_to_save_sees_both_versions()
    {
        var mine = page;
        await UseAnotherBrowserAsync(Accounts.Administrator);
        await Assertions.Expect(page.Locator("[data-presence]")).ToContainTextAsync("a aussi cette fiche ouverte");

        // The first page hears of it when it next says that it is there, which it does every quarter of a minute.
        await Assertions.Expect(mine.Locator("[data-presence]")).ToContainTextAsync("a aussi cette fiche ouverte", new() { Timeout = 60_000 });
        await StartOverAsync("Le texte de l’administratrice.");
        await SaveAsync();

        page = mine;
        await StartOverAsync("Le texte de la rédactrice.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();

        var conflict = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(conflict).ToContainTextAsync("l’administratrice");
        await Assertions.Expect(conflict).ToContainTextAsync("la rédactrice");
        Assert.Equal("Le texte de la rédactrice.", await Text.InputValueAsync());
        Assert.Equal("", await page.FaultsAsync());
        await Text.FillAsync("Le texte des deux.");
        await SaveAsync();
        await page.GotoAsync(item);
        Assert.Equal("Le texte des deux.", await Text.InputValueAsync());
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task UseAnotherBrowserAsync(string account)
    {
        page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(account);
        await page.GotoAsync(item);
    }

    /// <summary>Types, key by key, over what the text said.</summary>
    private async Task StartOverAsync(string text)
    {
        await Text.FillAsync("");
        await Text.PressSequentiallyAsync(text);
    }

    private async Task SaveAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("nregistr");
    }
}

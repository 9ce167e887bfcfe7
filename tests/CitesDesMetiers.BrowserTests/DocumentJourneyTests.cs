using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A Word file becomes part of an issue: sent from the workshop, corrected beside the original, placed, and taken back as a whole.</summary>
public sealed class DocumentJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Game = "Un jeu de piste dans les vitrines de Charleroi";

    private readonly SiteProcess site = new();
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(Accounts.Editor);
    }

    [Fact]
    public async Task A_word_file_is_sent_corrected_placed_in_the_issue_and_taken_back()
    {
        await page.GotoAsync("/redaction/numeros/4");
        var before = await TitlesAsync();
        await page.ReachAsync(LoadState.NetworkIdle);
        await DropAsync("a-table.docx");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Placer dans le numéro" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Equal("", await page.FaultsAsync());

        var game = page.GetByRole(AriaRole.Group).Filter(new() { HasText = "jeu de piste" }).Last;
        await game.GetByLabel("Titre", new() { Exact = true }).FillAsync(Game);
        await Assertions.Expect(page.Locator("[data-saved]")).ToHaveTextAsync("Enregistré.");
        await page.ReloadAsync();
        await Assertions.Expect(game.GetByLabel("Titre", new() { Exact = true })).ToHaveValueAsync(Game);
        await page.SetViewportSizeAsync(320, 700);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Equal("", await page.FaultsAsync());
        await page.SetViewportSizeAsync(1280, 900);
        await PressAsync("Placer dans le numéro");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Numéro 44");
        await page.ReachAsync(LoadState.Load);
        var after = await TitlesAsync();

        // Nine articles and a departure.
        Assert.Equal(before.Length + 10, after.Length);
        Assert.Contains(Game, after);

        await page.GotoAsync("/redaction/documents");
        await page.GetByRole(AriaRole.Link, new() { Name = "a-table.docx" }).ClickAsync();
        await page.GetByText("Reprendre tout ce que ce document a apporté").ClickAsync();
        Assert.Equal("", await page.FaultsAsync());
        await PressAsync("Tout reprendre");
        await page.GotoAsync("/redaction/numeros/4");
        Assert.Equal(before, await TitlesAsync());
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>Drops a document on the page of the issue.</summary>
    private async Task DropAsync(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Sample(name), TestContext.Current.CancellationToken);
        var dropped = await page.EvaluateHandleAsync(
            """
            ([bytes, name]) => {
              const dropped = new DataTransfer();
              dropped.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name));
              return dropped;
            }
            """,
            new[] { Convert.ToBase64String(bytes), name });
        await page.DispatchEventAsync("#rubriques", "drop", new { dataTransfer = dropped });
    }

    private Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    private Task<string[]> TitlesAsync() => page.Locator("[data-news]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)");

    /// <summary>A document of tests/corpus.</summary>
    private static string Sample(string name) => Path.Combine(SiteProcess.Root(), "tests", "corpus", "documents", name);
}

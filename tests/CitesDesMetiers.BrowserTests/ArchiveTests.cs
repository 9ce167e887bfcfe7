using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The exported archive, opened from its folder without a network.</summary>
public class ArchiveTests(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task A_reader_finds_an_article_by_a_word_without_its_accents_and_reads_it()
    {
        var folder = Path.Combine(demo.Site.Folder, "archive");
        await demo.Site.RunAsync("archive", "export", folder);
        var page = await chromium.NewPageAsync(demo.Url);
        await page.Context.SetOfflineAsync(true);
        var failed = new List<string>();
        page.RequestFailed += (_, request) => failed.Add(request.Url);

        await page.GotoAsync(new Uri(Path.Combine(folder, "index.html")).AbsoluteUri);
        Assert.Equal("", await page.FaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Chercher" }).ClickAsync();
        await page.GetByLabel("Chercher dans tout ce qui a paru").FillAsync("\"par coeur\" sequence");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chercher" }).ClickAsync();
        await Assertions.Expect(page.Locator("mark").First).ToContainTextAsync("par");
        Assert.Equal("", await page.FaultsAsync());
        await page.Locator(".hit a").First.ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("écoute");
        await page.ReachAsync(LoadState.Load);
        Assert.Equal("rgb(251, 250, 247)", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Numéros", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".issue-line").First).ToBeVisibleAsync();
        Assert.Empty(failed);
    }

    [Fact]
    public async Task Nothing_found_is_said()
    {
        var folder = Path.Combine(demo.Site.Folder, "archive-vide");
        await demo.Site.RunAsync("archive", "export", folder);
        var page = await chromium.NewPageAsync(demo.Url);

        await page.GotoAsync(new Uri(Path.Combine(folder, "recherche.html")).AbsoluteUri + "#introuvable");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Rien ne correspond");
        await Assertions.Expect(page.Locator(".hit")).ToHaveCountAsync(0);
    }
}

using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The dialogs of the desk: axe while they are open, Escape closes them, and the focus is back where it was.</summary>
public sealed class DialogTests(Chromium chromium, DemoSite demo)
{
    [Theory]
    [InlineData("Lien", "Ajouter un lien", 1280, false)]
    [InlineData("Vidéo", "Ajouter une vidéo", 320, true)]
    public async Task A_dialog_of_the_editor_has_no_fault_and_gives_the_focus_back(string button, string title, int width, bool dark)
    {
        var page = await OpenAsync("/redaction/nouvelles/ajout", width, dark);
        var text = page.GetByLabel("Texte", new() { Exact = true });
        await text.FillAsync("Un texte");

        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = title })).ToBeVisibleAsync();
        Assert.Equal("", await page.FaultsAsync());
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(text).ToBeFocusedAsync();
        Assert.Equal("Un texte", await text.InputValueAsync());
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(1280, true)]
    public async Task A_preview_beside_the_text_has_no_fault(int width, bool dark)
    {
        var page = await OpenAsync("/redaction/nouvelles/ajout", width, dark);
        await page.GetByLabel("Texte", new() { Exact = true })
            .FillAsync("## Un titre\n\n- un\n- deux\n\n> Une citation, et [un lien](https://forum.example/).");

        await page.GetByRole(AriaRole.Button, new() { Name = "Aperçu", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Un titre" })).ToBeVisibleAsync();

        Assert.Equal("", await page.FaultsAsync());
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(1280, true)]
    public async Task A_search_that_finds_nothing_has_no_fault(int width, bool dark)
    {
        var page = await OpenAsync("/redaction/agenda", width, dark);
        await page.Keyboard.PressAsync("Control+k");

        await page.Keyboard.TypeAsync("anticonstitutionnellement");
        await Assertions.Expect(page.Locator("#search-dialog [data-status]")).ToContainTextAsync("Rien");

        Assert.Equal("", await page.FaultsAsync());
    }

    private async Task<IPage> OpenAsync(string path, int width, bool dark)
    {
        var page = await chromium.NewPageAsync(demo.Url, width, dark: dark);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync(path);
        return page;
    }
}

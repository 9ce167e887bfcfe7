using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Search over everything by one shortcut, by keyboard alone.</summary>
public class SearchDialogTests(Chromium chromium, DemoSite demo)
{
    [Theory]
    [InlineData("Control+k", 1280, false)]
    [InlineData("/", 320, true)]
    public async Task The_shortcut_finds_anything_and_Enter_opens_it(string shortcut, int width, bool dark)
    {
        var page = await chromium.NewPageAsync(demo.Url, width, dark: dark);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/agenda");

        await page.Keyboard.PressAsync(shortcut);
        var box = page.Locator("#search-dialog").GetByRole(AriaRole.Combobox);
        await Assertions.Expect(box).ToBeFocusedAsync();
        await box.FillAsync("delaplanche");
        var first = page.Locator("#search-dialog").GetByRole(AriaRole.Option).First;
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal("", await page.FaultsAsync());

        var id = await first.GetAttributeAsync("id");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", id!);
        var path = await first.GetAttributeAsync("href");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(url => url.EndsWith(path!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arrows_move_Escape_closes_and_the_keys_mean_themselves_where_one_types()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/contacts");
        await page.GetByLabel("Chercher", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByLabel("Chercher", new() { Exact = true })).ToHaveValueAsync("/");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("reseau");
        var options = page.Locator("#search-dialog").GetByRole(AriaRole.Option);
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(options.Last).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator("#search-dialog")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByLabel("Chercher", new() { Exact = true })).ToBeFocusedAsync();
    }
}

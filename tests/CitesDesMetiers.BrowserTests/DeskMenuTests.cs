using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The menu of the desk: folded on a phone, beside the page on a wide screen.</summary>
public sealed class DeskMenuTests(Chromium chromium, DemoSite demo)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_phone_the_page_begins_at_once_and_the_menu_opens(bool scripts)
    {
        var page = await PageAsync(375, scripts);
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Rédaction" });
        await page.GotoAsync("/redaction/nouvelles");

        Assert.True((await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).BoundingBoxAsync())!.Y < 120);
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true }).ClickAsync();
        var current = menu.GetByRole(AriaRole.Link, new() { Name = "Nouvelles", Exact = true });
        await Assertions.Expect(current).ToHaveAttributeAsync("aria-current", "page");
        Assert.Equal("", scripts ? await page.FaultsAsync() + await page.FaultsInDarkAsync() : "");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await menu.GetByRole(AriaRole.Link, new() { Name = "Agenda" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Agenda");
    }

    [Fact]
    public async Task On_a_wide_screen_the_menu_stands_beside_the_page()
    {
        var page = await PageAsync(1280, scripts: true);

        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Rédaction" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true })).ToBeHiddenAsync();
    }

    /// <summary>Signs in with scripts: the helper that waits for the next page needs them.</summary>
    private async Task<IPage> PageAsync(int width, bool scripts)
    {
        var signedIn = await chromium.NewPageAsync(demo.Url, width);
        await signedIn.SignInAsync(Accounts.Editor);
        if (scripts)
        {
            return signedIn;
        }

        var page = await chromium.NewPageAsync(demo.Url, width, scripts: false);
        await page.Context.AddCookiesAsync((await signedIn.Context.CookiesAsync()).Select(c => new Cookie
        {
            Name = c.Name,
            Value = c.Value,
            Domain = c.Domain,
            Path = c.Path,
        }));
        return page;
    }
}

using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A reader looks for something that has appeared, from the box of every page.</summary>
public class SiteSearchTests(Chromium chromium, DemoSite demo)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(320, true)]
    public async Task Titles_are_suggested_and_opened_by_keyboard_alone(int width, bool dark)
    {
        var page = await chromium.NewPageAsync(demo.Url, width, dark: dark);
        await page.GotoAsync("/agenda");

        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Chercher dans tout ce qui a paru" });
        await box.FillAsync("soudeuse");
        var first = page.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(first).ToBeVisibleAsync();
        await box.PressAsync("ArrowDown");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await first.GetAttributeAsync("id"))!);
        Assert.Equal("", await page.FaultsAsync());

        var path = await first.GetAttributeAsync("href");
        await box.PressAsync("Enter");
        await page.ArriveAsync(url => url.EndsWith(path!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Escape_closes_the_suggestions_and_Enter_searches_for_what_is_typed()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.GotoAsync("/");

        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Chercher dans tout ce qui a paru" });
        await box.FillAsync("soudeuse");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await box.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Assertions.Expect(box).ToHaveValueAsync("soudeuse");
        await box.PressAsync("Enter");

        await page.ArriveAsync(url => url.EndsWith("/recherche?q=soudeuse", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".hit mark").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(768, true)]
    [InlineData(1440, false)]
    public async Task A_reader_filters_what_is_found(int width, bool dark)
    {
        var page = await chromium.NewPageAsync(demo.Url, width, dark: dark);
        await page.GotoAsync("/recherche?q=metiers");
        Assert.Equal("", await page.FaultsAsync());
        var all = await page.Locator(".count").InnerTextAsync();

        await page.GetByLabel("Type").SelectOptionAsync("actualite");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filtrer" }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("type=actualite", StringComparison.Ordinal));

        Assert.NotEqual(all, await page.Locator(".count").InnerTextAsync());
        await Assertions.Expect(page.Locator(".hit-kind").First).ToContainTextAsync("Actualité");
        Assert.Equal("", await page.FaultsAsync());
    }

    [Fact]
    public async Task A_mistyped_address_leads_to_what_it_meant()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.GotoAsync("/actualites/les-soudeuses-ouvrent-atelier");

        Assert.Equal("", await page.FaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Des soudeuses ouvrent leur atelier" }).First.ClickAsync();

        await page.ArriveAsync(url => url.Contains("/actualites/des-soudeuses", StringComparison.Ordinal));
    }
}

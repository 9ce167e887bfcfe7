using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The picture library: what the mouse does, the keyboard does.</summary>
public class PictureLibraryTests(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task The_focal_point_is_set_by_keyboard_or_by_a_click_and_the_thumbnail_follows()
    {
        var page = await OpenAsync();
        var before = await page.GetByAltText("Vignette actuelle").GetAttributeAsync("src");

        await page.GetByRole(AriaRole.Button, new() { Name = "Point d’intérêt" }).FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByLabel("Point d’intérêt : % depuis la gauche", new() { Exact = true })).ToHaveValueAsync("61");
        await Assertions.Expect(page.GetByLabel("Point d’intérêt : % depuis le haut", new() { Exact = true })).ToHaveValueAsync("49");
        Assert.Equal("", await page.FaultsAsync());

        var picture = page.Locator(".focal img");
        var box = (await picture.BoundingBoxAsync())!;
        await picture.ClickAsync(new() { Position = new() { X = box.Width / 4, Y = box.Height / 4 } });
        await Assertions.Expect(page.GetByLabel("Point d’intérêt : % depuis la gauche", new() { Exact = true })).ToHaveValueAsync("25");
        var address = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await page.GotoAsync(address);

        Assert.NotEqual(before, await page.GetByAltText("Vignette actuelle").GetAttributeAsync("src"));
    }

    [Fact]
    public async Task A_part_is_framed_by_keyboard_and_by_dragging()
    {
        var page = await OpenAsync();
        await page.GetByText("Découper une partie de l’image…").ClickAsync();

        var corner = page.GetByRole(AriaRole.Button, new() { Name = "Coin en bas à droite" });
        await corner.FocusAsync();
        for (var i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("Shift+ArrowLeft");
        }

        await Assertions.Expect(page.GetByLabel("Largeur, %")).ToHaveValueAsync("50");
        var frame = page.Locator(".crop-frame");
        await frame.ScrollIntoViewIfNeededAsync();
        var box = (await frame.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width, box.Y + (box.Height / 2), new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByLabel("Bord gauche, %")).ToHaveValueAsync("25");
        Assert.Equal("", await page.FaultsAsync());

        await page.GetByLabel("Texte de remplacement de la partie").FillAsync("Une partie au milieu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Découper" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("nouvelle image");
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/images");
        await page.Locator(".library a").First.ClickAsync();
        await page.ArriveAsync(url => System.Text.RegularExpressions.Regex.IsMatch(url, @"/images/\d+$"));
        return page;
    }
}

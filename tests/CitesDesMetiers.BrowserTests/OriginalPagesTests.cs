using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The pages of a PDF stand beside its correction, with the passages marked; and what is typed there outlives the site.</summary>
public sealed class OriginalPagesTests(Chromium chromium) : IAsyncLifetime
{
    private readonly SiteProcess site = new();
    private IPage page = null!;

    private ILocator Pages => page.Locator(".document-pages");

    private ILocator Text => page.Locator(".document-text");

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url, width: 1440);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/documents");
        await page.GetByLabel("Documents", new() { Exact = true })
            .SetInputFilesAsync(Path.Combine(SiteProcess.Root(), "tests", "corpus", "documents", "a-table.pdf"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer les documents" }).ClickAsync();
    }

    [Fact]
    public async Task The_pages_are_drawn_lead_to_their_passages_and_follow_what_is_corrected()
    {
        await Assertions.Expect(Pages).ToBeVisibleAsync();
        await Assertions.Expect(Text).ToBeHiddenAsync();
        await page.WaitForFunctionAsync(IsDrawn, 0);
        Assert.Equal("", await page.FaultsAsync());

        // From the picture to the passage, and back.
        var box = Pages.GetByRole(AriaRole.Link, new() { Name = "jeu de piste" }).First;
        await box.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var item = page.Locator(".document-item:target");
        await Assertions.Expect(item).ToContainTextAsync("jeu de piste");
        await item.GetByLabel("Texte", new() { Exact = true }).FocusAsync();
        await Assertions.Expect(box).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-current"));
        await item.GetByRole(AriaRole.Link, new() { Name = "Voir ce passage dans l’original" }).ClickAsync();
        await Assertions.Expect(box).ToBeFocusedAsync();
        await Assertions.Expect(box).ToBeInViewportAsync();

        // A page further down is drawn once it comes into sight.
        await page.Locator(".document-picture").Last.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync(IsDrawn, await page.Locator(".document-picture").CountAsync() - 1);

        foreach (var width in (int[])[768, 320])
        {
            await page.SetViewportSizeAsync(width, 800);
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        }

        Assert.Equal("", await page.FaultsAsync());
    }

    [Fact]
    public async Task Its_text_is_one_button_away_and_stays_chosen()
    {
        await Assertions.Expect(Pages).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Texte", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(Text).ToBeVisibleAsync();
        await Assertions.Expect(Pages).ToBeHiddenAsync();
        Assert.Equal("", await page.FaultsAsync());

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Texte", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(Text).ToBeVisibleAsync();
        await Assertions.Expect(Pages).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_file_that_the_browser_cannot_draw_is_shown_as_text()
    {
        await Assertions.Expect(Pages).ToBeVisibleAsync();
        await page.RouteAsync("**/original", route => route.FulfillAsync(new() { Status = 200, Body = "no PDF" }));
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".document-views")).ToBeHiddenAsync();
        await Assertions.Expect(Pages).ToBeHiddenAsync();
        await Assertions.Expect(Text).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_typed_while_the_site_is_away_is_saved_once_it_is_back()
    {
        var title = page.Locator(".document-item").First.GetByLabel("Titre", new() { Exact = true });
        await title.FillAsync("Écrit avant");
        await Assertions.Expect(page.Locator("[data-saved]")).ToHaveTextAsync("Enregistré.");

        await site.KillAsync();
        await title.FillAsync("Écrit pendant l’arrêt");
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("le site ne répond pas");
        Assert.Equal("", await page.FaultsAsync());
        await site.StartAsync();
        await Assertions.Expect(page.Locator("[data-saved]")).ToHaveTextAsync("Enregistré.");

        await page.ReloadAsync();
        await Assertions.Expect(title).ToHaveValueAsync("Écrit pendant l’arrêt");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>Whether the canvas of a page, counted from 0, has more than white on it.</summary>
    private const string IsDrawn =
        """
        number => {
          const canvas = document.querySelectorAll('.document-picture canvas')[number];
          return canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((v, i) => i % 4 === 0 && v < 128);
        }
        """;
}

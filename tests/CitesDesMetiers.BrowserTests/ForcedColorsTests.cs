using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>With the system's few colours (high contrast on Windows), which menu item, tab and view one is on can still be seen.</summary>
public class ForcedColorsTests(Chromium chromium, DemoSite demo)
{
    /// <summary>What is current and looks like one of the others beside it, or is not in the system's colours for that.</summary>
    private const string Unseen =
        """
        () => {
          const look = e => { const s = getComputedStyle(e); return `${s.backgroundColor} ${s.color}`; };
          const system = document.body.appendChild(document.createElement('i'));
          system.style = 'forced-color-adjust: none; background: Highlight; color: HighlightText';
          return [...document.querySelectorAll('[aria-current], [aria-pressed="true"], [aria-selected="true"]')].filter(e => {
            const group = e.closest('ul, ol, nav, [role=listbox], .editor-bar');
            const others = [...group.querySelectorAll('a, button')].filter(o => !o.matches('[aria-current], [aria-pressed="true"], [aria-selected="true"]'));
            return look(e) !== look(system) || others.length === 0 || others.some(o => look(o) === look(e));
          }).map(e => e.outerHTML.slice(0, 120));
        }
        """;

    [Fact]
    public async Task The_current_menu_item_tab_and_page_of_the_site_are_seen()
    {
        var page = await NewPageAsync();

        await SeesAsync(page, "/numeros", 1);
        await SeesAsync(page, "/actualites?page=2", 2);
        await SeesAsync(page, "/agenda", 2);
    }

    [Fact]
    public async Task The_current_menu_item_tab_and_view_of_the_desk_are_seen()
    {
        var page = await NewPageAsync();
        await page.SignInAsync(Accounts.Administrator);

        await SeesAsync(page, "/redaction/abonnes?page=2", 2);
        await page.GotoAsync("/redaction/numeros");
        var issue = await page.Locator("main th a").First.GetAttributeAsync("href");
        await SeesAsync(page, issue!, 2);
        await SeesAsync(page, issue + "/verification", 2);
    }

    [Fact]
    public async Task A_button_of_the_editor_that_is_pressed_and_the_result_that_is_chosen_are_seen()
    {
        var page = await NewPageAsync();
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/nouvelles/ajout");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aperçu" }).ClickAsync();
        await SeesAsync(page, 2);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("métiers");
        await page.Locator("[role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Locator("[aria-selected=true]").WaitForAsync();
        await SeesAsync(page, 3);
    }

    private async Task<IPage> NewPageAsync()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        return page;
    }

    private static async Task SeesAsync(IPage page, string path, int atLeast)
    {
        await page.GotoAsync(path);
        await SeesAsync(page, atLeast);
    }

    private static async Task SeesAsync(IPage page, int atLeast)
    {
        Assert.True(await page.Locator("[aria-current], [aria-pressed=true], [aria-selected=true]").CountAsync() >= atLeast, page.Url);
        Assert.Empty(await page.EvaluateAsync<string[]>(Unseen));
    }
}

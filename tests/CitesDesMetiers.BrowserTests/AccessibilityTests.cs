using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>axe on every page of the site and of the desk with all that folds open, light and dark: no violation of WCAG 2.2 A or AA.</summary>
public class AccessibilityTests(Chromium chromium, DemoSite demo)
{
    public static TheoryData<bool> Schemes => [false, true];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task No_page_of_the_reading_site_has_a_fault(bool dark)
    {
        var page = await chromium.NewPageAsync(demo.Url, dark: dark);

        await CheckAllAsync(page, await Pages.ReadingAsync(page));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task No_page_of_the_desk_has_a_fault(bool dark)
    {
        var page = await chromium.NewPageAsync(demo.Url, dark: dark);
        await page.SignInAsync(Accounts.Administrator);

        await CheckAllAsync(page, await Pages.DeskAsync(page));
    }

    [Fact]
    public async Task A_form_that_is_refused_has_no_fault()
    {
        var page = await chromium.NewPageAsync(demo.Url, width: 320);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/agenda/ajout");
        await page.EvaluateAsync("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        Assert.Equal("", await page.FaultsAsync());
    }

    [Theory]
    [InlineData(320)]
    [InlineData(768)]
    public async Task No_page_is_wider_than_a_narrow_screen(int width)
    {
        var page = await chromium.NewPageAsync(demo.Url, width);
        var paths = await Pages.ReadingAsync(page);
        await page.SignInAsync(Accounts.Administrator);
        paths = [.. paths, .. await Pages.DeskAsync(page)];

        var wide = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                wide.Add(path);
            }
        }

        Assert.Empty(wide);
    }

    private static async Task CheckAllAsync(IPage page, IReadOnlyList<string> paths)
    {
        var faults = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            if (await page.FaultsAsync() is { Length: > 0 } found)
            {
                faults.Add($"{path}\n{found}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }
}

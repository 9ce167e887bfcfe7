using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// Every page of the site and of the desk with all that folds open: no violation of WCAG 2.2 A or AA by axe, in light and in dark
/// colours, and nothing wider than a narrow screen.
/// </summary>
public class AccessibilityTests(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task No_page_of_the_reading_site_has_a_fault()
    {
        var page = await chromium.NewPageAsync(demo.Url);

        await CheckAsync(page, Pages.VisitReadingAsync);
    }

    [Fact]
    public async Task No_page_of_the_desk_has_a_fault()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Administrator);

        await CheckAsync(page, Pages.VisitDeskAsync);
    }

    [Fact]
    public async Task A_form_that_is_refused_has_no_fault()
    {
        var page = await chromium.NewPageAsync(demo.Url, width: 320);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/agenda/ajout");
        await page.EvaluateAsync("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();

        Assert.Equal("", await page.FaultsAsync());
    }

    [Theory]
    [InlineData("/redaction/inserer")]
    [InlineData("/redaction/reglages/webhooks")]
    public async Task A_page_of_the_desk_with_long_addresses_has_no_fault_on_a_telephone(string path)
    {
        var page = await chromium.NewPageAsync(demo.Url, width: 320);
        await page.SignInAsync(Accounts.Administrator);
        await page.GotoAsync(path);

        Assert.Equal("", await page.FaultsAsync());
        Assert.Equal("", await page.FaultsInDarkAsync());
    }

    private static async Task CheckAsync(IPage start, Func<IPage, Func<IPage, string, Task>, Task> visitAll)
    {
        var faults = new ConcurrentQueue<string>();
        await visitAll(start, async (page, path) =>
        {
            foreach (var width in (int[])[320, 768])
            {
                await page.SetViewportSizeAsync(width, 900);
                if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                {
                    faults.Enqueue($"{path} is wider than {width} px");
                }
            }

            await page.SetViewportSizeAsync(1280, 900);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            foreach (var found in (string[])[await page.FaultsAsync(), await page.FaultsInDarkAsync()])
            {
                if (found.Length > 0)
                {
                    faults.Enqueue($"{path}\n{found}");
                }
            }
        });

        Assert.True(faults.IsEmpty, string.Join("\n\n", faults));
    }
}

using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>What is for members alone: the directory, and the whole agenda in a calendar program.</summary>
public class MemberJourneyTests(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task A_member_takes_a_contact_from_the_directory_and_reads_the_whole_agenda_without_signing_in()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Member);
        await TakeContactAsync(page);

        await page.GotoAsync("/compte");
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer l’adresse de mon calendrier" }).ClickAsync();
        var address = await page.GetByLabel("L’adresse de votre calendrier").InputValueAsync();
        foreach (var width in (int[])[320, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await CheckAsync(page);
        }

        var program = (await chromium.NewPageAsync(demo.Url)).APIRequest;
        var open = await program.GetAsync(address);
        Assert.StartsWith("text/calendar", open.Headers["content-type"], StringComparison.Ordinal);
        Assert.True(Events(await open.TextAsync()) > Events(await (await program.GetAsync("/agenda.ics")).TextAsync()));

        await page.GetByRole(AriaRole.Button, new() { Name = "Fermer cette adresse" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Créer l’adresse de mon calendrier" })).ToBeVisibleAsync();
        Assert.Equal(404, (await program.GetAsync(address)).Status);
    }

    private static async Task TakeContactAsync(IPage page)
    {
        await page.GotoAsync("/annuaire");
        var everybody = await page.Locator(".directory li").CountAsync();
        await CheckAsync(page);
        await page.GetByLabel("Cité", new() { Exact = true }).SelectOptionAsync("charleroi");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filtrer" }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("cite=charleroi", StringComparison.Ordinal));
        var contacts = page.Locator(".directory li");
        Assert.InRange(await contacts.CountAsync(), 1, everybody - 1);
        await CheckAsync(page);

        var name = await contacts.First.Locator("strong").InnerTextAsync();
        var link = contacts.First.GetByRole(AriaRole.Link, new() { Name = "Carte (.vcf)" });
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var card = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.EndsWith(".vcf", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCARD\r\n", card, StringComparison.Ordinal);
        Assert.Contains($"FN:{name}\r\n", card, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Equal("", await page.FaultsAsync());
        Assert.Equal("", await page.FaultsInDarkAsync());
    }

    private static int Events(string calendar) => calendar.Split("BEGIN:VEVENT").Length - 1;
}

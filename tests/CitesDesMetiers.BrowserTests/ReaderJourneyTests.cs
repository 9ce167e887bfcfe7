using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A reader remembers an article of long ago, prints it, and stays in touch with the Cité that it is from.</summary>
public class ReaderJourneyTests(Chromium chromium, DemoSite demo)
{
    private const string Title = "Des soudeuses ouvrent leur atelier aux collégiennes";
    private const string Misspelt = "àteliér";

    [Fact]
    public async Task A_reader_finds_an_old_article_prints_it_follows_its_Cite_and_comes_back_from_a_search_engine()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await FindAsync(page);
        var path = new Uri(page.Url).AbsolutePath;
        await PrintAsync(page);
        await FollowTheCiteAsync(page);
        await ComeBackAsync(await page.Context.NewPageAsync(), path);
    }

    /// <summary>With the accents in the wrong places, and by a link to one year of the results.</summary>
    private static async Task FindAsync(IPage page)
    {
        await page.GotoAsync("/");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Chercher dans tout ce qui a paru" });
        await box.FillAsync(Misspelt);
        await box.PressAsync("Enter");
        await page.ArriveAsync(url => url.Contains("/recherche?q=", StringComparison.Ordinal));
        await page.GetByLabel("Cité", new() { Exact = true }).SelectOptionAsync("charleroi");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filtrer" }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("cite=charleroi", StringComparison.Ordinal));

        var hit = page.Locator(".hit", new() { HasText = Title });
        var year = (await hit.Locator("time").GetAttributeAsync("datetime"))![..4];
        await page.GotoAsync($"/recherche?q={Misspelt}&cite=charleroi&annee={year}");
        await Assertions.Expect(page.GetByLabel("Année", new() { Exact = true })).ToHaveValueAsync(year);
        await CheckAsync(page);
        await hit.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("/actualites/", StringComparison.Ordinal));
        await CheckAsync(page);
    }

    private static async Task PrintAsync(IPage page)
    {
        var onScreen = Letters(await page.Locator(".article-text .prose").InnerTextAsync());
        using var pdf = PdfDocument.Open(await page.PdfAsync(new() { Format = "A4" }));
        var printed = Letters(string.Concat(pdf.GetPages().Select(p => p.Text)));

        Assert.Contains(Letters(Title), printed, StringComparison.Ordinal);
        Assert.Contains(onScreen[..200], printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Seconnecter", printed, StringComparison.Ordinal);
    }

    private static async Task FollowTheCiteAsync(IPage page)
    {
        await page.Locator(".article-head").GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Charleroi") }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/cites/charleroi", StringComparison.Ordinal));
        await CheckAsync(page);
        var calendar = await page.GetByRole(AriaRole.Link, new() { Name = "Ses dates dans votre agenda (.ics)" }).GetAttributeAsync("href");

        var answer = await page.APIRequest.GetAsync(calendar!);

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("text/calendar", answer.Headers["content-type"], StringComparison.Ordinal);
    }

    /// <summary>Search engines keep addresses as others wrote them.</summary>
    private async Task ComeBackAsync(IPage page, string path)
    {
        await page.GotoAsync(path.ToUpperInvariant() + "/", new() { Referer = "https://moteur.example/" });

        Assert.Equal(demo.Url + path, page.Url);
        await Assertions.Expect(page.Locator("link[rel=canonical]")).ToHaveAttributeAsync("href", demo.Url + path);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Title);
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Equal("", await page.FaultsAsync());
        Assert.Equal("", await page.FaultsInDarkAsync());
    }

    /// <summary>Paper breaks lines and words elsewhere.</summary>
    private static string Letters(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit));
}

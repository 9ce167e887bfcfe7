using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A webmaster of a Cité puts parts of the newsletter into a page of the Cité's own site.</summary>
public sealed class WidgetTests(Chromium chromium, DemoSite demo) : IAsyncDisposable
{
    private WebApplication? host;

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("actualites", "Actualités")]
    [InlineData("agenda", "Agenda")]
    [InlineData("numero", "numéro")]
    public async Task What_the_desk_offers_to_copy_works_on_a_site_of_another_origin(string part, string title)
    {
        var desk = await chromium.NewPageAsync(demo.Url);
        await desk.SignInAsync(Accounts.Editor);
        await desk.GotoAsync($"/redaction/inserer?quoi={part}");
        Assert.Equal("", await desk.FaultsAsync());
        await Assertions.Expect(desk.FrameLocator(".embedding-frame").GetByRole(AriaRole.Heading)).ToContainTextAsync(title);
        var frame = await desk.Locator("#html").InputValueAsync();
        var script = await desk.Locator("#script").InputValueAsync();

        var placed = script.Replace(" async", " data-cible=\"#ici\" async", StringComparison.Ordinal);
        var page = await HostAsync($"{frame}<div id=\"ici\"></div>{placed}");

        await Assertions.Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading)).ToContainTextAsync(title);
        var inserted = page.Locator("#ici .infolettre");
        await Assertions.Expect(inserted.GetByRole(AriaRole.Heading)).ToContainTextAsync(title);
        var last = inserted.GetByRole(AriaRole.Link).Last;
        await Assertions.Expect(last).ToHaveAttributeAsync("href", new Regex($"^{Regex.Escape(demo.Url)}/"));
        Assert.Equal("", await page.FaultsAsync());
    }

    [Fact]
    public async Task The_webmaster_of_a_Cite_gets_the_news_of_that_Cite_in_the_frame_and_by_the_API()
    {
        var desk = await chromium.NewPageAsync(demo.Url);
        await desk.SignInAsync(Accounts.Correspondent);
        await desk.GotoAsync("/redaction/inserer?quoi=actualites");
        Assert.Equal("", await desk.FaultsInDarkAsync());

        var page = await HostAsync(await desk.Locator("#html").InputValueAsync());
        var links = page.FrameLocator("iframe").Locator("a[href*='/actualites/']");
        await Assertions.Expect(links.First).ToBeVisibleAsync();
        var framed = await links.EvaluateAllAsync<string[]>("links => links.map(a => new URL(a.href).pathname)");
        var answer = await page.APIRequest.GetAsync(demo.Url + "/api/v1/actualites?cite=charleroi");
        var offered = (await answer.JsonAsync())!.Value.GetProperty("items").EnumerateArray().Take(framed.Length)
            .Select(i => new Uri(i.GetProperty("url").GetString()!).AbsolutePath);

        Assert.Equal(offered, framed);
    }

    [Fact]
    public async Task A_site_that_does_not_answer_leaves_the_host_page_as_it_is()
    {
        var page = await HostAsync($"<p>Bonjour</p><script src=\"{demo.Url}/inserer/infolettre.js?montre=inconnu\"></script>");
        await page.ReachAsync(LoadState.NetworkIdle);

        await Assertions.Expect(page.Locator("main > *")).ToHaveCountAsync(3);
    }

    /// <summary>Opens a page of another origin, on a server of its own: browsers ask before a page from elsewhere reads from this machine.</summary>
    private async Task<IPage> HostAsync(string embedded)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        host = builder.Build();
        host.MapGet("/", () => Results.Content(
            $"<!DOCTYPE html><html lang=\"fr\"><title>Une Cité</title><main><h1>Une Cité</h1>{embedded}</main></html>", "text/html; charset=utf-8"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var page = await chromium.NewPageAsync(host.Urls.Single());
        await page.GotoAsync("/");
        return page;
    }
}

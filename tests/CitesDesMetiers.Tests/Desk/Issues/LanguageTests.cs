using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>A language is one of the list, wherever it is asked for.</summary>
public sealed class LanguageTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("FR")]
    [InlineData("fr-FR")]
    [InlineData("\"><script>")]
    [InlineData("")]
    public async Task A_news_item_in_none_of_them_is_refused_with_its_text_kept(string code)
    {
        var page = await DeskClient.ParseAsync(
            await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Une nouvelle", ["Body"] = "Le texte.", ["Language"] = code }));

        Assert.Contains(
            "Langue du texte : choisissez-la dans la liste.", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Le texte.", page.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
    }

    [Fact]
    public async Task So_is_an_issue()
    {
        var page = await DeskClient.ParseAsync(
            await desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = "7", ["Date"] = "2026-06-01", ["Language"] = "xx" }));

        Assert.Contains("Langue : choisissez-la dans la liste.", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Issues.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_language_from_before_is_shown_as_it_is_until_somebody_chooses()
    {
        var news = await site.AddNewsAsync(null, "Une nouvelle");
        await site.WithDatabaseAsync(db => db.News.ExecuteUpdateAsync(s => s.SetProperty(n => n.Language, "eu"), Cancel));

        var page = await desk.GetAsync($"/redaction/nouvelles/{news}");

        Assert.Equal("eu", page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.OK, (await desk.SendAsync(page, $"/redaction/nouvelles/{news}", [])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SendAsync(page, $"/redaction/nouvelles/{news}", new() { ["Language"] = "es" })).StatusCode);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }
}

using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

public sealed class ConflictTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    [Fact]
    public async Task Two_editors_on_one_item_lose_nothing_the_second_sees_both_versions()
    {
        var id = await site.AddNewsAsync(null, "Titre", "Texte d'origine.");
        using var first = await DeskClient.SignInAsync(site, Role.Editor);
        using var second = await DeskClient.SignInAsync(site, Role.Editor);
        var path = $"/redaction/nouvelles/{id}";
        var opened = await second.GetAsync(path);
        await first.SubmitAsync(path, new() { ["Body"] = "Texte de la première." });

        var answer = await second.SendAsync(opened, path, new() { ["Body"] = "Texte de la seconde." });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.Equal("Texte de la seconde.", page.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal(["Texte de la seconde.", "Texte de la première."], page.QuerySelectorAll(".conflict .version").Select(Plain));
        Assert.Equal("Texte de la première.", await BodyAsync(id));

        answer = await second.SendAsync(page, path, []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("Texte de la seconde.", await BodyAsync(id));
    }

    [Fact]
    public async Task An_item_deleted_meanwhile_is_said_to_be_and_the_text_stays_on_the_page()
    {
        var id = await site.AddNewsAsync(null, "Titre");
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var path = $"/redaction/nouvelles/{id}";
        var opened = await desk.GetAsync(path);
        await site.WithDatabaseAsync(db => db.News.Where(n => n.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        var answer = await desk.SendAsync(opened, path, new() { ["Body"] = "Long travail." });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains("n’existe plus", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Long travail.", page.QuerySelector("#Body")!.TextContent.Trim());
    }

    /// <summary>Without what only screen readers are told.</summary>
    private static string Plain(AngleSharp.Dom.IElement version)
    {
        foreach (var hidden in version.QuerySelectorAll(".visually-hidden"))
        {
            hidden.Remove();
        }

        return version.TextContent;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string> BodyAsync(int id) =>
        site.WithDatabaseAsync(db => db.News.Where(n => n.Id == id).Select(n => n.Body).SingleAsync(TestContext.Current.CancellationToken));
}

using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.News;

/// <summary>The way of a news item from its author to the pool and back.</summary>
public sealed class NewsWayTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    [Fact]
    public async Task A_correspondent_writes_and_proposes_an_editor_accepts_and_hands_back()
    {
        var cite = await site.AddCiteAsync("Cité d’essai", "essai");
        using var author = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        await author.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Le texte.", ["Step"] = "Submit" });
        Assert.Equal(NewsState.Submitted, await StateAsync());
        var id = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
        await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", [], "/acceptation");
        Assert.Equal(NewsState.Accepted, await StateAsync());
        await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", new() { ["Comment"] = "Il manque la date." }, "/retour");
        Assert.Equal(NewsState.ChangesAsked, await StateAsync());
    }

    [Fact]
    public async Task A_correspondent_cannot_accept_what_they_write()
    {
        var cite = await site.AddCiteAsync("Cité d’essai", "essai");
        using var author = await DeskClient.SignInAsync(site, Role.Correspondent, cite);

        await author.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Le texte.", ["Step"] = "Accept" });

        Assert.Equal(NewsState.Draft, await StateAsync());
    }

    [Fact]
    public async Task A_draft_that_its_author_changes_asks_nobody()
    {
        var cite = await site.AddCiteAsync("Cité d’essai", "essai");
        using var author = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await author.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Le texte." });
        var id = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));

        await author.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["Body"] = "Autre chose." });

        Assert.Equal(NewsState.Draft, await StateAsync());
        Assert.False(await site.WithDatabaseAsync(db => db.Notifications.AnyAsync(Cancel)));
    }

    [Fact]
    public async Task An_author_who_is_blocked_is_told_nothing()
    {
        var cite = await site.AddCiteAsync("Cité d’essai", "essai");
        using var author = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await author.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Le texte.", ["Step"] = "Submit" });
        await site.WithDatabaseAsync(
            db => db.Users.Where(u => u.CiteId == cite).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, User.BlockedUntil), Cancel));

        var id = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
        await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", [], "/acceptation");

        Assert.Equal(NewsState.Accepted, await StateAsync());
        Assert.False(await site.WithDatabaseAsync(db => db.Notifications.AnyAsync(n => n.User.CiteId == cite, Cancel)));
    }

    [Fact]
    public async Task What_was_accepted_asks_for_another_look_once_its_author_changes_it()
    {
        var cite = await site.AddCiteAsync("Cité d’essai", "essai");
        var id = await site.AddNewsAsync(cite, "Un atelier", accepted: true);
        using var author = await DeskClient.SignInAsync(site, Role.Correspondent, cite);

        await author.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["Body"] = "Autre chose." });

        Assert.Equal(NewsState.Submitted, await StateAsync());
    }

    [Fact]
    public async Task A_news_item_without_a_text_is_not_accepted_and_its_title_is_kept()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        var answer = await editor.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un titre seul", ["Step"] = "Accept" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Un titre seul", (await DeskClient.ParseAsync(answer)).QuerySelector("#Title")!.GetAttribute("value"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Themes_are_added_renamed_and_offered_in_the_form()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        await editor.SubmitAsync("/redaction/themes", new() { ["Name"] = "Numérique" });
        var twice = await editor.SubmitAsync("/redaction/themes", new() { ["Name"] = "Numérique" });
        await editor.SubmitAsync("/redaction/themes/1", new() { ["Name"] = "Métiers du numérique" });

        Assert.Contains("existe déjà", await twice.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("Métiers du numérique", (await editor.GetAsync("/redaction/nouvelles/ajout")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_answers_like_GET_without_a_body()
    {
        using var client = site.CreateSiteClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");

        var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<NewsState> StateAsync() => site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel));
}

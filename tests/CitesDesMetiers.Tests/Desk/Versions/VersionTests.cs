using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Versions;

/// <summary>Every save is kept, readable as a difference, and can be taken up again.</summary>
public sealed class VersionTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_save_of_a_news_item_is_kept_with_its_author_and_what_it_changed()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Le premier texte." });
        await desk.SubmitAsync("/redaction/nouvelles/1", new() { ["Body"] = "Le second texte." });
        await desk.SubmitAsync("/redaction/nouvelles/1", []);

        var page = await desk.GetAsync("/redaction/nouvelles/1/versions");

        Assert.Equal(2, page.QuerySelectorAll(".versions nav li").Length);
        Assert.Contains("Essai Editor", page.QuerySelector(".versions nav li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("premier", page.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("second", page.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_version_comes_back_as_a_new_save_and_the_newer_stays()
    {
        var id = await site.AddNewsAsync(null, "Un atelier", "Le texte d’avant.");
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var path = $"/redaction/nouvelles/{id}";
        await desk.SubmitAsync(path, new() { ["Body"] = "Le texte d’après." });
        var oldest = await site.WithDatabaseAsync(db => db.Revisions.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(Cancel));

        var form = await desk.GetAsync($"{path}?version={oldest}");
        Assert.Equal("Le texte d’avant.", form.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Contains("Rien n’est encore changé", form.QuerySelector(".notice-warning")!.TextContent, StringComparison.Ordinal);
        await desk.SendAsync(form, path, []);

        Assert.Equal("Le texte d’avant.", await site.WithDatabaseAsync(db => db.News.Select(n => n.Body).SingleAsync(Cancel)));
        Assert.Equal(3, await site.WithDatabaseAsync(db => db.Revisions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_texts_of_an_issue_are_kept_too_and_come_back_into_their_form()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(44, new DateOnly(2026, 3, 2));
            issue.WriteEditorial(null, "L’éditorial d’avant.", null, null, null);
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
        });
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await desk.SubmitAsync("/redaction/numeros/1/textes", new() { ["Editorial"] = "L’éditorial d’après." });

        var page = await desk.GetAsync("/redaction/numeros/1/textes/versions");
        var older = page.QuerySelectorAll(".versions nav a")[^1].GetAttribute("href")!;
        var form = await desk.GetAsync((await desk.GetAsync(older)).QuerySelector("a.button")!.GetAttribute("href")!);

        Assert.Equal("L’éditorial d’avant.", form.QuerySelector("#Editorial")!.TextContent.Trim());
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Revisions.CountAsync(r => r.Kind == RevisionKind.Texts, Cancel)));
    }

    [Fact]
    public async Task A_version_of_something_else_is_not_found_and_opens_nothing()
    {
        var mine = await site.AddNewsAsync(null, "La mienne", "Mon texte.");
        var other = await site.AddNewsAsync(null, "L’autre", "Son texte.");
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await desk.SubmitAsync($"/redaction/nouvelles/{other}", new() { ["Body"] = "Son texte secret." });
        var version = await site.WithDatabaseAsync(db => db.Revisions.Select(r => r.Id).MaxAsync(Cancel));

        var answer = await desk.Http.GetAsync($"/redaction/nouvelles/{mine}/versions?version={version}", Cancel);
        var form = await desk.GetAsync($"/redaction/nouvelles/{mine}?version={version}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Mon texte.", form.QuerySelector("#Body")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("", "Tout est neuf.")]
    [InlineData("Le chat dort.", "")]
    [InlineData("Un texte, avec du gras.\n\nEt un second.", "Un texte, avec de l’italique.\n\nEt un troisième.")]
    public void The_pieces_of_a_difference_make_both_texts_again(string older, string newer)
    {
        var pieces = TextDifference.Between(older, newer);

        Assert.Equal(older, string.Concat(pieces.Where(p => p.Kind is not PieceKind.Added).Select(p => p.Text)));
        Assert.Equal(newer, string.Concat(pieces.Where(p => p.Kind is not PieceKind.Removed).Select(p => p.Text)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.News;

/// <summary>Each step of a news item: who may take it, what is kept of it, who is told.</summary>
public sealed class NewsStepsTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Comment = "Il manque la date.\n\nEt le prénom de <b>la formatrice</b> ?";

    private SiteFactory site = null!;
    private int cite;
    private DeskClient author = null!;
    private DeskClient editor = null!;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        site.Settings["Notifications:Delay"] = "1.00:00:00";
        cite = await site.AddCiteAsync("Cité d’essai", "essai");
        author = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        editor = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task What_should_change_is_shown_to_its_author_kept_in_its_way_and_told_by_mail()
    {
        var id = await ProposeAsync();
        await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", new() { ["Comment"] = Comment }, "/retour");

        var form = await author.GetAsync($"/redaction/nouvelles/{id}");
        Assert.Contains("Il manque la date.", form.QuerySelector(".asked-changes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>la formatrice</b>", form.QuerySelector(".asked-changes")!.TextContent, StringComparison.Ordinal);
        await author.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["Body"] = "Le 12 mars, avec Inès.", ["Step"] = "Submit" });
        await editor.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["Step"] = "Accept" });

        Assert.Equal(NewsState.Accepted, await StateAsync(id));
        var preview = await editor.GetAsync($"/redaction/nouvelles/{id}/apercu");
        Assert.Null(preview.QuerySelector(".asked-changes"));
        Assert.Equal(
            ["Acceptée", "Proposée", "Changements demandés", "Proposée"],
            preview.QuerySelectorAll(".trail li strong").Select(e => e.TextContent));
        var lines = await LinesAsync();
        Assert.Equal(2, lines.Count(l => l.Role is Role.Editor));
        Assert.Contains(
            lines, l => l.Role is Role.Editor && l.Line.Contains("a repris et propose à nouveau « Un atelier »", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            l =>
                l.Role is Role.Correspondent
                    && l.Line.Contains("demande des changements à « Un atelier » : Il manque la date.", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Role is Role.Correspondent && l.Line.Contains("est acceptée", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("long")]
    public async Task A_comment_is_required_and_one_too_long_comes_back_with_what_was_typed(string comment)
    {
        var typed = comment == "long" ? new string('a', NewsEvent.CommentLength + 1) : comment;
        var id = await ProposeAsync();

        var answer = await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", new() { ["Comment"] = typed }, "/retour");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.NotNull(page.QuerySelector("#commentaire-erreur"));
        Assert.Equal(typed.Trim(), page.QuerySelector("#commentaire")!.TextContent.Trim());
        Assert.Equal(NewsState.Submitted, await StateAsync(id));
    }

    [Fact]
    public async Task Nobody_decides_on_a_text_other_than_the_one_they_read()
    {
        var id = await ProposeAsync();
        var read = await editor.GetAsync($"/redaction/nouvelles/{id}/apercu");
        await author.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["Body"] = "Tout autre chose." });

        var accepted = await DeskClient.ParseAsync(await editor.SendAsync(read, "", [], "/acceptation"));
        var returned = await DeskClient.ParseAsync(await editor.SendAsync(read, "", new() { ["Comment"] = Comment }, "/retour"));

        Assert.Contains("a changé entre-temps", accepted.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tout autre chose.", accepted.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Comment, returned.QuerySelector("#commentaire")!.TextContent.Trim());
        Assert.Equal(NewsState.Submitted, await StateAsync(id));
    }

    [Fact]
    public async Task Changing_what_was_accepted_is_told_and_where_the_author_is_gone_their_Cité_hears()
    {
        var id = await site.AddNewsAsync(cite, "Sans auteur", accepted: true);
        await author.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["Body"] = "Autre chose." });
        await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", [], "/acceptation");

        var lines = await LinesAsync();
        Assert.Single(lines, l => l.Role is Role.Editor && l.Line.Contains("a modifié après son acceptation", StringComparison.Ordinal));
        Assert.Single(lines, l => l.Role is Role.Correspondent && l.Line.Contains("« Sans auteur » est acceptée", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_an_open_issue_it_is_kept_and_once_frozen_it_is_published_and_told()
    {
        var id = await ProposeAsync();
        await editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", [], "/acceptation");
        var issueId = await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(44, new DateOnly(2026, 3, 1));
            issue.AddSection(SectionKind.CiteNews, "Nouvelles").Add(await db.News.SingleAsync(Cancel));
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
            return issue.Id;
        });

        Assert.Contains(
            "Retenue (n° 44)", (await author.GetAsync("/redaction/nouvelles")).QuerySelector(".table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Retenue (n° 44)", (await author.GetAsync($"/redaction/nouvelles/{id}")).Body!.TextContent, StringComparison.Ordinal);

        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(issueId, DateTime.UtcNow, Cancel);
        }

        Assert.Equal(NewsState.Published, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));

        Assert.Contains(
            "Parue", (await author.GetAsync($"/redaction/nouvelles/{id}")).QuerySelector(".trail")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(await LinesAsync(), l => l.Role is Role.Correspondent && l.Line == "Merci ! « Un atelier » est parue dans le numéro 44.");
    }

    [Fact]
    public async Task Themes_that_are_ticked_are_kept_and_pictures_ticked_go()
    {
        await editor.SubmitAsync("/redaction/themes", new() { ["Name"] = "Numérique" });
        await author.SubmitAsync(
            "/redaction/nouvelles/ajout", new()
            {
                ["Title"] = "En image",
                ["Body"] = "Voici.",
                ["AlternativeText"] = "Un établi",
                ["ThemeIds"] = "1"
            },
            file: ("Picture", "a.jpg", Samples.Picture(400, 300)));
        Assert.Equal((1, 1), await CountsAsync());

        var id = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
        await author.SubmitAsync($"/redaction/nouvelles/{id}", new() { ["RemovedPictures"] = "1" });

        Assert.Equal((1, 0), await CountsAsync());
    }

    public ValueTask DisposeAsync()
    {
        author.Dispose();
        editor.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<int> ProposeAsync()
    {
        await author.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Le texte.", ["Step"] = "Submit" });
        return await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
    }

    private Task<(int Themes, int Pictures)> CountsAsync() =>
        site.WithDatabaseAsync(
            async db => (await db.News.SelectMany(n => n.Themes).CountAsync(Cancel), await db.News.SelectMany(n => n.Pictures).CountAsync(Cancel)));

    private Task<NewsState> StateAsync(int id) =>
        site.WithDatabaseAsync(db => db.News.Where(n => n.Id == id).Select(n => n.State).SingleAsync(Cancel));

    private Task<List<(Role Role, string Line)>> LinesAsync() =>
        site.WithDatabaseAsync(async db =>
            (await db.Notifications.Select(n => new { n.User.Role, n.Line }).ToListAsync(Cancel)).Select(n => (n.Role, n.Line)).ToList());
}

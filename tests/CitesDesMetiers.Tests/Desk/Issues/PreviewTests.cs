using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>An issue with every kind of section, as mail, as text, as a page and on paper.</summary>
public sealed class PreviewTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Root = "/redaction/numeros/1/apercu/";

    private SiteFactory site = null!;
    private DeskClient editor = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        await site.AddDateAsync(null, "Assemblée générale", new DateOnly(2026, 3, 20));
        await site.AddNewsAsync(
            await site.AddCiteAsync("Cité des métiers d’Essai", "essai"), "Un atelier ouvert", "Le texte de l’atelier.", accepted: true);
        await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(44, new DateOnly(2026, 3, 2));
            issue.AddSection(SectionKind.Agenda, "Nos dates");
            var free = issue.AddSection(SectionKind.Free, "Le mot du réseau");
            free.Write("Un texte **libre**, avec [un lien](https://site.example/).");
            free.Add(await db.News.SingleAsync(n => n.State == NewsState.Accepted, Cancel));
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
        });
        editor = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task The_text_of_a_free_section_stands_above_its_news_in_mail_text_and_page()
    {
        var mail = await editor.GetAsync(Root + "courriel");
        var text = await editor.Http.GetStringAsync(Root + "texte", Cancel);
        var page = await editor.GetAsync(Root + "page");

        Assert.Contains("Un texte libre, avec un lien.", mail.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(text.IndexOf("Un texte libre", StringComparison.Ordinal) < text.IndexOf("Le texte de l’atelier", StringComparison.Ordinal));
        Assert.Equal("Un texte libre, avec un lien.", page.QuerySelector(".section-text")?.TextContent.Trim());
        Assert.Contains("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_of_all_the_agenda_is_a_column_under_its_own_title()
    {
        Assert.Equal("Nos dates", (await editor.GetAsync(Root + "page")).QuerySelector(".issue-agenda h2")?.TextContent);
        Assert.NotNull((await editor.GetAsync(Root + "courriel")).QuerySelector(".column .panel"));
    }

    [Fact]
    public async Task After_another_section_the_agenda_stands_in_its_place()
    {
        await ChangeAsync(issue => issue.MoveSection(issue.Sections.Single(s => s.Kind is SectionKind.Agenda).Id, 1));

        var page = await editor.GetAsync(Root + "page");
        var mail = await editor.GetAsync(Root + "courriel");
        var text = await editor.Http.GetStringAsync(Root + "texte", Cancel);

        Assert.Null(page.QuerySelector(".issue-agenda"));
        Assert.Equal(["Le mot du réseau", "Nos dates"], page.QuerySelectorAll(".issue-section > h2").Select(h => h.TextContent));
        Assert.Null(mail.QuerySelector(".column"));
        Assert.Contains("Assemblée générale", mail.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(text.IndexOf("Le texte de l’atelier", StringComparison.Ordinal) < text.IndexOf("Assemblée générale", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SectionKind.Agenda, "Assemblée générale")]
    [InlineData(SectionKind.Free, "Un atelier ouvert")]
    public async Task What_is_hidden_goes_nowhere(SectionKind kind, string word)
    {
        await ChangeAsync(issue => issue.Sections.Single(s => s.Kind == kind).Hide());

        foreach (var part in new[] { "courriel", "texte", "page", "impression" })
        {
            Assert.DoesNotContain(word, await editor.Http.GetStringAsync(Root + part, Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_preview_shows_the_mail_in_the_dark_and_without_its_images()
    {
        var dark = await editor.Http.GetStringAsync(Root + "courriel?mode=sombre", Cancel);
        using var bare = await editor.Http.GetAsync(Root + "courriel?mode=sans-images", Cancel);

        Assert.Contains("@media all{", dark, StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", dark, StringComparison.Ordinal);
        Assert.Contains("img-src 'none'", bare.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_from_before_lead_to_the_pages_that_took_their_place()
    {
        foreach (var (old, now) in new[]
        {
            ("/apercu", "#apercu"), ("/apercu?mode=sombre", "?mode=sombre#apercu"), ("/apercu?mode=inconnu", "#apercu"), ("/publication", "/envoi"),
        })
        {
            using var answer = await editor.Http.GetAsync("/redaction/numeros/1" + old, Cancel);
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal("/redaction/numeros/1" + now, answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task On_paper_the_print_sheet_holds_on_the_screen_too()
    {
        var paper = await editor.GetAsync(Root + "impression");

        var address = Assert.Single(paper.QuerySelectorAll("link[rel=stylesheet]")).GetAttribute("href");
        var sheet = await editor.Http.GetStringAsync(address, TestContext.Current.CancellationToken);
        Assert.Contains(await editor.Http.GetStringAsync("/css/print.css", TestContext.Current.CancellationToken), sheet, StringComparison.Ordinal);
        Assert.Contains("Dans ce numéro", paper.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(paper.QuerySelectorAll("script, form"));
    }

    public ValueTask DisposeAsync()
    {
        editor.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task ChangeAsync(Action<Issue> change) =>
        site.WithDatabaseAsync(async db =>
        {
            change(await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).SingleAsync(Cancel));
            await db.SaveChangesAsync(Cancel);
        });
}

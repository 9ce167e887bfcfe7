using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>What is written beside an issue is put into it by the button that saves it.</summary>
public sealed class WritingInIssueTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Moves = "Arrivées et départs";

    private SiteFactory site = null!;
    private ComposerDesk composer = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string NewNews => $"/redaction/nouvelles/ajout?numero={composer.Issue}";

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        composer = await ComposerDesk.OpenAsync(site);
    }

    public ValueTask DisposeAsync()
    {
        composer.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_news_item_is_saved_accepted_and_placed_by_one_button()
    {
        var answer = await PressAsync(composer.Desk, NewNews, "Placer dans le numéro");

        Assert.Equal(composer.Page, answer.Headers.Location!.OriginalString);
        Assert.Equal(["Un forum"], await composer.TitlesAsync());
        Assert.Equal(NewsState.Accepted, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));
        Assert.Contains("C’est dans « Nouvelles des Cités des métiers ».", await TextAsync(composer.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_one_is_written_on_an_empty_form_that_leads_to_the_same_issue()
    {
        var answer = await PressAsync(composer.Desk, NewNews, "Placer et écrire la suivante");

        Assert.Equal(NewNews, answer.Headers.Location!.OriginalString);
        var form = await composer.Desk.GetAsync(NewNews);
        Assert.Equal("", ((IHtmlInputElement)form.GetElementById("Title")!).Value);
        Assert.Equal(["Un forum"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task A_news_item_without_a_text_is_not_placed_and_keeps_its_title()
    {
        var page = await DeskClient.ParseAsync(await PressAsync(composer.Desk, NewNews, "Placer dans le numéro", text: ""));

        Assert.Contains("Texte : écrivez-le", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Un forum", ((IHtmlInputElement)page.GetElementById("Title")!).Value);
        Assert.Empty(await composer.TitlesAsync());
    }

    [Fact]
    public async Task Into_an_issue_that_left_meanwhile_nothing_is_placed_and_the_news_waits_in_the_pool()
    {
        var page = await composer.Desk.GetAsync(NewNews);
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Issues.SingleAsync(Cancel)).MarkPublished(DateTime.UtcNow);
            await db.SaveChangesAsync(Cancel);
        });

        await PressAsync(composer.Desk, page, NewNews, "Placer dans le numéro", "Quarante stands.");

        Assert.Empty(await composer.TitlesAsync());
        Assert.Equal(NewsState.Accepted, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));
        Assert.Contains("Ce numéro ne change plus : cela attend au vivier.", await TextAsync("/redaction/nouvelles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correspondent_places_nothing()
    {
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, composer.Cite);
        var page = await correspondent.GetAsync(NewNews);
        Assert.DoesNotContain("Placer", page.Body!.TextContent, StringComparison.Ordinal);
        page.QuerySelector("[name=Step]")!.SetAttribute("value", "Place");

        await PressAsync(correspondent, page, NewNews, "Enregistrer", "Quarante stands.");

        Assert.Empty(await composer.TitlesAsync());
        Assert.Equal(NewsState.Draft, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_move_is_placed_by_one_button()
    {
        await composer.Desk.SubmitAsync(
            $"/redaction/arrivees-departs/ajout?numero={composer.Issue}",
            new() { ["Person"] = "Ada Blanc", ["Post"] = "Directrice", ["placer"] = "oui" });

        Assert.Equal(["Ada Blanc"], await composer.TitlesAsync(Moves));
    }

    [Fact]
    public async Task Pasted_dates_are_in_the_issue_whatever_its_period_those_that_the_agenda_had_among_them()
    {
        await composer.Desk.SubmitAsync("/redaction/agenda/ajout", new() { ["Title"] = "Conférence", ["StartsOn"] = "2031-06-12" });
        var address = $"/redaction/agenda/collage?numero={composer.Issue}";
        var read = await DeskClient.ParseAsync(await composer.Desk.SubmitAsync(
            address, new() { ["Text"] = "12 juin 2031\nConférence\n\n14 juin 2031\nComité de projet" }));

        var answer = await composer.Desk.SendAsync(read, address, []);

        Assert.Equal(composer.Page, answer.Headers.Location!.OriginalString);
        Assert.Contains("1 rendez-vous est ajouté, dans le numéro 7 aussi.", await TextAsync(composer.Page), StringComparison.Ordinal);
        var issue = await site.WithDatabaseAsync(db => db.Issues.Include(i => i.AgendaChoices).SingleAsync(Cancel));
        Assert.Equal(
            ["Comité de projet", "Conférence"],
            (await site.WithDatabaseAsync(db => db.Agenda.ToListAsync(Cancel))).Where(issue.Carries).Select(e => e.Title).Order());
    }

    [Fact]
    public async Task What_is_only_proposed_is_shown_apart_and_accepted_by_adding_it()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var news = new NewsItem("Un bus des métiers", composer.Cite, null, DateTime.UtcNow);
            news.Write(news.Title, "Il roule depuis lundi.", "fr", composer.Cite, null, DateTime.UtcNow);
            news.Submit();
            db.Add(news);
            await db.SaveChangesAsync(Cancel);
        });
        var page = await composer.Desk.GetAsync(composer.Page);
        Assert.Equal("1 à relire", page.QuerySelector(".pool-state a")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".pool-list li"));

        await composer.Desk.PressAsync($"{composer.Page}?etat=proposees", "/contenu/lot?etat=proposees", "true");

        Assert.Equal(["Un bus des métiers"], await composer.TitlesAsync());
        Assert.Equal(NewsState.Accepted, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));
    }

    private async Task<string> TextAsync(string path) => (await composer.Desk.GetAsync(path)).Body!.TextContent;

    private async Task<HttpResponseMessage> PressAsync(DeskClient desk, string path, string button, string text = "Quarante stands.") =>
        await PressAsync(desk, await desk.GetAsync(path), path, button, text);

    /// <summary>Writes a news item and presses the button of that name, with its own value and address.</summary>
    private async Task<HttpResponseMessage> PressAsync(DeskClient desk, IHtmlDocument page, string path, string button, string text)
    {
        var pressed = page.QuerySelectorAll("main button[name=Step]").First(b => b.TextContent == button);
        pressed.Closest("form")!.Insert(AdjacentPosition.BeforeEnd, $"<input name=Step value={pressed.GetAttribute("value")}>");
        if (pressed.GetAttribute("formaction") is { } address)
        {
            pressed.Closest("form")!.SetAttribute("action", address);
        }

        pressed.Closest("form")!.QuerySelectorAll("button").ToList().ForEach(b => b.Remove());
        return await desk.SendAsync(page, path, new() { ["Title"] = "Un forum", ["Body"] = text, ["CiteId"] = $"{composer.Cite}" });
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>Composing an issue: sections, items, the order as a whole.</summary>
public sealed class ComposerTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private ComposerDesk composer = null!;

    private DeskClient Desk => composer.Desk;

    private string Page => composer.Page;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        composer = await ComposerDesk.OpenAsync(site);
    }

    [Fact]
    public async Task A_new_issue_has_an_agenda_and_the_three_usual_sections() =>
        Assert.Equal(
            ["Agenda", "Nouvelles des Cités des métiers", "Nouvelles du réseau", "Arrivées et départs"],
            (await Desk.GetAsync(Page)).QuerySelectorAll(".composer-section h3").Select(h => h.TextContent));

    [Fact]
    public async Task One_press_puts_each_item_into_the_section_that_fits_or_the_one_chosen()
    {
        await composer.AddAsync("newsId", await site.AddNewsAsync(composer.Cite, "De la Cité", accepted: true));
        await composer.AddAsync("newsId", await site.AddNewsAsync(null, "Du réseau", accepted: true));
        await composer.AddAsync("moveId", await site.AddMoveAsync(composer.Cite, "Clotilde Weiss"));
        await Desk.SubmitAsync(Page, new() { ["kind"] = "Free", ["title"] = "À la une" }, "/rubriques");
        var free = await composer.SectionAsync("À la une");

        await composer.AddAsync("newsId", await site.AddNewsAsync(composer.Cite, "En avant", accepted: true), free);

        Assert.Equal(["De la Cité"], await composer.TitlesAsync());
        Assert.Equal(["Du réseau"], await composer.TitlesAsync("Nouvelles du réseau"));
        Assert.Equal(["Clotilde Weiss"], await composer.TitlesAsync("Arrivées et départs"));
        Assert.Equal(["En avant"], await composer.TitlesAsync("À la une"));
    }

    [Fact]
    public async Task An_item_dropped_from_the_pool_stands_where_it_was_dropped()
    {
        await composer.AddManyAsync("A", "B", "C");

        await composer.AddAsync(
            "newsId",
            await site.AddNewsAsync(composer.Cite, "X", accepted: true),
            await composer.SectionAsync("Nouvelles des Cités des métiers"),
            place: 2);

        Assert.Equal(["A", "X", "B", "C"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task A_section_is_named_hidden_shown_moved_and_removed()
    {
        await composer.AddManyAsync("A");
        var id = await composer.SectionAsync("Nouvelles des Cités des métiers");
        await Desk.SubmitAsync(Page, new() { ["title"] = "Chez nous" }, $"/rubriques/{id}/titre");
        await Desk.PressAsync(Page, $"/rubriques/{id}/masquage");
        Assert.Equal("Masquée", (await Desk.GetAsync(Page)).QuerySelector($"#rubrique-{id} .badge")!.TextContent);
        await Desk.PressAsync(Page, $"/rubriques/{id}/affichage");
        await Desk.PressAsync(Page, $"/rubriques/{id}/deplacement", "-1");
        Assert.Equal("Chez nous", (await Desk.GetAsync(Page)).QuerySelector(".composer-section h3")!.TextContent);

        await Desk.PressAsync(Page, $"/rubriques/{id}/suppression");

        Assert.DoesNotContain("Chez nous", (await Desk.GetAsync(Page)).QuerySelector("#rubriques")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("« A »", (await Desk.GetAsync(Page)).QuerySelector("#vivier")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_free_section_has_a_text_and_one_too_long_is_shown_again_as_typed()
    {
        await Desk.SubmitAsync(Page, new() { ["kind"] = "Free", ["title"] = "Édito bis" }, "/rubriques");
        var path = $"/rubriques/{await composer.SectionAsync("Édito bis")}/texte";
        await Desk.SubmitAsync(Page + path, new() { ["body"] = "Bonjour à *tous*." });

        var refused = await DeskClient.ParseAsync(await Desk.SubmitAsync(Page + path, new() { ["body"] = new string('x', 40_001) }));

        Assert.Equal(
            "Bonjour à *tous*.",
            await site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Body != null).Select(s => s.Body).SingleAsync(Cancel)));
        Assert.Equal(40_001, refused.QuerySelector("textarea")!.TextContent.Length);
        Assert.Contains("en compte 40 001", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_after_a_removal_stands_last()
    {
        await composer.AddManyAsync("A", "B", "C");
        var first = (await composer.OrderAsync()).Sections.Single(s => s.Items.Count == 3).Items[0];
        await Desk.PressAsync(Page, $"/contenu/{first}/retrait");
        await composer.AddManyAsync("D");

        Assert.Equal(["B", "C", "D"], await composer.TitlesAsync());
        Assert.Equal(
            [1, 2, 3], await site.WithDatabaseAsync(db => db.Set<IssueItem>().OrderBy(i => i.Id).Select(i => i.Position).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_whole_order_is_taken_and_gives_the_next_version()
    {
        await composer.AddManyAsync("A", "B", "C");
        var order = await composer.OrderAsync();
        order.Sections.Single(s => s.Items.Count == 3).Items.Reverse();

        var answer = await composer.ArrangeAsync(order);

        var version = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("version").GetGuid();
        Assert.Equal(["C", "B", "A"], await composer.TitlesAsync());
        Assert.Equal((await composer.OrderAsync()).Version, version);
    }

    [Fact]
    public async Task An_order_from_a_stale_page_is_refused_with_a_reason_and_changes_nothing()
    {
        await composer.AddManyAsync("A", "B");
        var stale = await composer.OrderAsync();
        await composer.AddManyAsync("C");
        stale.Sections.Single(s => s.Items.Count == 2).Items.Reverse();

        var answer = await composer.ArrangeAsync(stale);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "entre-temps",
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(["A", "B", "C"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task Who_writes_the_texts_and_who_arranges_are_not_in_each_other_s_way()
    {
        await composer.AddManyAsync("A", "B");
        var order = await composer.OrderAsync();
        var texts = await Desk.GetAsync(Page + "/textes");
        order.Sections.Single(s => s.Items.Count == 2).Items.Reverse();
        Assert.Equal(HttpStatusCode.OK, (await composer.ArrangeAsync(order)).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await Desk.SendAsync(texts, Page + "/textes", new() { ["Editorial"] = "Bonjour." })).StatusCode);
        order = await composer.OrderAsync();
        await Desk.SubmitAsync(Page + "/textes", new() { ["Editorial"] = "Bonsoir." });
        order.Sections.Single(s => s.Items.Count == 2).Items.Reverse();

        Assert.Equal(HttpStatusCode.OK, (await composer.ArrangeAsync(order)).StatusCode);
        Assert.Equal(["A", "B"], await composer.TitlesAsync());
        Assert.Equal("Bonsoir.", await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Editorial).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_order_sent_again_because_its_answer_was_lost_is_not_refused()
    {
        await composer.AddManyAsync("A", "B");
        var order = await composer.OrderAsync();
        order.Sections.Single(s => s.Items.Count == 2).Items.Reverse();
        await composer.ArrangeAsync(order);

        Assert.Equal(HttpStatusCode.OK, (await composer.ArrangeAsync(order)).StatusCode);
        Assert.Equal(["B", "A"], await composer.TitlesAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{ "version": "x" }""")]
    [InlineData("""{ "version": "00000000-0000-0000-0000-000000000000", "sections": [null] }""")]
    public async Task An_order_that_makes_no_sense_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await composer.AddManyAsync("A", "B");

        Assert.Equal(HttpStatusCode.BadRequest, (await composer.PostAsync(content)).StatusCode);
        Assert.Equal(["A", "B"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task News_cannot_be_arranged_among_moves()
    {
        await composer.AddManyAsync("A");
        var order = await composer.OrderAsync();
        var item = order.Sections.Single(s => s.Items.Count == 1);
        order.Sections[^1].Items.AddRange(item.Items);
        item.Items.Clear();

        Assert.Equal(HttpStatusCode.Conflict, (await composer.ArrangeAsync(order)).StatusCode);
        Assert.Equal(["A"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task The_mail_is_weighed() =>
        Assert.Matches(@"^\d+ Ko sur 100$", (await Desk.GetAsync(Page)).QuerySelector("#poids")!.TextContent);

    public ValueTask DisposeAsync()
    {
        composer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>Composing an issue: sections, items, the order as a whole.</summary>
public sealed class ComposerTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;
    private int cite;
    private int issue;

    private string Page => $"/redaction/numeros/{issue}";

    public async ValueTask InitializeAsync()
    {
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        cite = await site.AddCiteAsync("Cité d’essai", "essai");
        await desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = "7", ["Date"] = "2026-06-01" });
        issue = await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Id).SingleAsync(Cancel));
    }

    [Fact]
    public async Task A_new_issue_has_an_agenda_and_the_three_usual_sections() =>
        Assert.Equal(
            ["Agenda", "Nouvelles des Cités des métiers", "Nouvelles du réseau", "Arrivées et départs"],
            (await desk.GetAsync(Page)).QuerySelectorAll(".composer-section h2").Select(h => h.TextContent));

    [Fact]
    public async Task One_press_puts_each_item_into_the_section_that_fits_or_the_one_chosen()
    {
        await AddAsync("newsId", await site.AddNewsAsync(cite, "De la Cité", accepted: true));
        await AddAsync("newsId", await site.AddNewsAsync(null, "Du réseau", accepted: true));
        await AddAsync("moveId", await site.AddMoveAsync(cite, "Clotilde Weiss"));
        await desk.SubmitAsync(Page, new() { ["kind"] = "Free", ["title"] = "À la une" }, "/rubriques");
        var free = await SectionAsync("À la une");

        await AddAsync("newsId", await site.AddNewsAsync(cite, "En avant", accepted: true), free);

        Assert.Equal(["De la Cité"], await TitlesAsync("Nouvelles des Cités des métiers"));
        Assert.Equal(["Du réseau"], await TitlesAsync("Nouvelles du réseau"));
        Assert.Equal(["Clotilde Weiss"], await TitlesAsync("Arrivées et départs"));
        Assert.Equal(["En avant"], await TitlesAsync("À la une"));
    }

    [Fact]
    public async Task An_item_dropped_from_the_pool_stands_where_it_was_dropped()
    {
        await AddManyAsync("A", "B", "C");

        await AddAsync("newsId", await site.AddNewsAsync(cite, "X", accepted: true), await SectionAsync("Nouvelles des Cités des métiers"), place: 2);

        Assert.Equal(["A", "X", "B", "C"], await TitlesAsync("Nouvelles des Cités des métiers"));
    }

    [Fact]
    public async Task A_section_is_named_hidden_shown_moved_and_removed()
    {
        await AddManyAsync("A");
        var id = await SectionAsync("Nouvelles des Cités des métiers");
        await desk.SubmitAsync(Page, new() { ["title"] = "Chez nous" }, $"/rubriques/{id}/titre");
        await desk.PressAsync(Page, $"/rubriques/{id}/masquage");
        Assert.Equal("Masquée", (await desk.GetAsync(Page)).QuerySelector($"#rubrique-{id} .badge")!.TextContent);
        await desk.PressAsync(Page, $"/rubriques/{id}/affichage");
        await desk.PressAsync(Page, $"/rubriques/{id}/deplacement", "-1");
        Assert.Equal("Chez nous", (await desk.GetAsync(Page)).QuerySelector(".composer-section h2")!.TextContent);

        await desk.PressAsync(Page, $"/rubriques/{id}/suppression");

        Assert.DoesNotContain("Chez nous", (await desk.GetAsync(Page)).QuerySelector("#rubriques")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("« A »", (await desk.GetAsync(Page)).QuerySelector("#vivier")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_free_section_has_a_text_and_one_too_long_is_shown_again_as_typed()
    {
        await desk.SubmitAsync(Page, new() { ["kind"] = "Free", ["title"] = "Édito bis" }, "/rubriques");
        var path = $"/rubriques/{await SectionAsync("Édito bis")}/texte";
        await desk.SubmitAsync(Page, new() { ["body"] = "Bonjour à *tous*." }, path);

        var refused = await DeskClient.ParseAsync(await desk.SubmitAsync(Page, new() { ["body"] = new string('x', 40_001) }, path));

        Assert.Equal("Bonjour à *tous*.", await site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Body != null).Select(s => s.Body).SingleAsync(Cancel)));
        Assert.Equal(40_001, refused.QuerySelector("textarea")!.TextContent.Length);
        Assert.Contains("en compte 40\u202F001", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_order_is_taken_and_gives_the_next_version()
    {
        await AddManyAsync("A", "B", "C");
        var order = await OrderAsync();
        order.Sections.Single(s => s.Items.Count == 3).Items.Reverse();

        var answer = await ArrangeAsync(order);

        var version = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("version").GetGuid();
        Assert.Equal(["C", "B", "A"], await TitlesAsync("Nouvelles des Cités des métiers"));
        Assert.Equal((await OrderAsync()).Version, version);
    }

    [Fact]
    public async Task An_order_from_a_stale_page_is_refused_with_a_reason_and_changes_nothing()
    {
        await AddManyAsync("A", "B");
        var stale = await OrderAsync();
        await AddManyAsync("C");
        stale.Sections.Single(s => s.Items.Count == 2).Items.Reverse();

        var answer = await ArrangeAsync(stale);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("entre-temps", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["A", "B", "C"], await TitlesAsync("Nouvelles des Cités des métiers"));
    }

    [Fact]
    public async Task An_order_sent_again_because_its_answer_was_lost_is_not_refused()
    {
        await AddManyAsync("A", "B");
        var order = await OrderAsync();
        order.Sections.Single(s => s.Items.Count == 2).Items.Reverse();
        await ArrangeAsync(order);

        Assert.Equal(HttpStatusCode.OK, (await ArrangeAsync(order)).StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{ "version": "x" }""")]
    [InlineData("""{ "version": "00000000-0000-0000-0000-000000000000", "sections": [null] }""")]
    public async Task An_order_that_makes_no_sense_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(content)).StatusCode);
    }

    [Fact]
    public async Task News_cannot_be_arranged_among_moves()
    {
        await AddManyAsync("A");
        var order = await OrderAsync();
        var item = order.Sections.Single(s => s.Items.Count == 1);
        order.Sections[^1].Items.AddRange(item.Items);
        item.Items.Clear();

        Assert.Equal(HttpStatusCode.Conflict, (await ArrangeAsync(order)).StatusCode);
        Assert.Equal(["A"], await TitlesAsync("Nouvelles des Cités des métiers"));
    }

    [Fact]
    public async Task The_mail_is_weighed() =>
        Assert.InRange((await desk.Http.GetFromJsonAsync<JsonElement>($"{Page}/poids", Cancel)).GetProperty("bytes").GetInt32(), 1_000, 100_000);

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<int> SectionAsync(string title) =>
        site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Title == title).Select(s => s.Id).SingleAsync(Cancel));

    private async Task AddManyAsync(params string[] titles)
    {
        foreach (var title in titles)
        {
            await AddAsync("newsId", await site.AddNewsAsync(cite, title, accepted: true));
        }
    }

    private async Task AddAsync(string name, int id, int? section = null, int? place = null)
    {
        var values = new Dictionary<string, string> { [name] = $"{id}", ["sectionId"] = $"{section}" };
        var page = await desk.GetAsync(Page);
        if (place is not null)
        {
            page.QuerySelector("#ajout")!.InnerHtml += "<input name=place>";
            values["place"] = $"{place}";
        }

        Assert.Equal(HttpStatusCode.Redirect, (await desk.SendAsync(page, Page, values, "/contenu")).StatusCode);
    }

    private Task<List<string>> TitlesAsync(string section) =>
        site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Title == section).SelectMany(s => s.Items)
            .OrderBy(i => i.Position).Select(i => i.NewsItem!.Title ?? i.StaffMove!.Person).ToListAsync(Cancel));

    /// <summary>The order the page shows, as its script reads it.</summary>
    private async Task<Order> OrderAsync()
    {
        var page = await desk.GetAsync(Page);
        return new(
            Guid.Parse(page.QuerySelector("#ordre")!.GetAttribute("data-version")!),
            [
                .. page.QuerySelectorAll("[data-section]").Select(s => new Order.Section(
                    int.Parse(s.GetAttribute("data-section")!, null), [.. s.QuerySelectorAll("[data-item]").Select(i => int.Parse(i.GetAttribute("data-item")!, null))]))
            ]);
    }

    private Task<HttpResponseMessage> ArrangeAsync(Order order) => PostAsync(JsonContent.Create(order));

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        content.Headers.Add("RequestVerificationToken", (await desk.GetAsync(Page)).QuerySelector("#gestes input")!.GetAttribute("value")!);
        return await desk.Http.PostAsync($"{Page}/ordre", content, Cancel);
    }

    private sealed record Order(Guid Version, List<Order.Section> Sections)
    {
        public sealed record Section(int Id, List<int> Items);
    }
}

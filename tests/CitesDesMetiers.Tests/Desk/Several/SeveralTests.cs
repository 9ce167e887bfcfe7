using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Several;

/// <summary>Acts on the checked rows of a list.</summary>
public sealed class SeveralTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private int cite;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        cite = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Proposed_news_are_accepted_at_once_and_the_message_takes_it_back()
    {
        await AddNewsAsync("Les soudeuses", NewsState.Submitted);
        await AddNewsAsync("Le forum", NewsState.Submitted);
        await AddNewsAsync("Un brouillon", NewsState.Draft);

        var answer = await PressAsync("/redaction/nouvelles", "/lot/acceptation", ["Les soudeuses", "Le forum", "Un brouillon"]);

        Assert.Contains("2 nouvelles acceptées. « Un brouillon » : seule une nouvelle proposée s’accepte.", Told(answer), StringComparison.Ordinal);
        Assert.Equal([NewsState.Accepted, NewsState.Accepted, NewsState.Draft], await StatesAsync());
        var after = await UndoAsync(answer);
        Assert.Contains("2 nouvelles de nouveau proposées.", Told(after), StringComparison.Ordinal);
        Assert.Equal([NewsState.Submitted, NewsState.Submitted, NewsState.Draft], await StatesAsync());
    }

    [Fact]
    public async Task A_theme_is_added_to_several_news_and_taken_back_from_those_only_that_did_not_have_it()
    {
        var (has, lacks) = (await AddNewsAsync("Les soudeuses", NewsState.Draft), await AddNewsAsync("Le forum", NewsState.Draft));
        var theme = await site.WithDatabaseAsync(async db =>
        {
            var added = new Theme("Orientation", "orientation");
            (await db.News.Include(n => n.Themes).SingleAsync(n => n.Id == has)).Tag([added]);
            await db.SaveChangesAsync();
            return added.Id;
        });

        var answer = await PressAsync("/redaction/nouvelles", "/lot/theme", ["Les soudeuses", "Le forum"], ("theme", theme));

        Assert.Contains("1 nouvelle porte ce thème. « Les soudeuses » : porte déjà ce thème.", Told(answer), StringComparison.Ordinal);
        Assert.Equal([has, lacks], await WithThemeAsync());
        await UndoAsync(answer);
        Assert.Equal([has], await WithThemeAsync());
    }

    [Theory]
    [InlineData("nouvelles", "2 nouvelles supprimées.")]
    [InlineData("contacts", "2 contacts supprimés.")]
    [InlineData("arrivees-departs", "2 mouvements supprimés.")]
    public async Task Rows_are_deleted_at_once_and_the_message_restores_them(string list, string told)
    {
        foreach (var name in new[] { "Ada Blanc", "Paul Noir", "Zoé Gris" })
        {
            _ = list switch
            {
                "nouvelles" => await site.AddNewsAsync(cite, name),
                "contacts" => await site.AddContactAsync(cite, name),
                _ => await site.AddMoveAsync(cite, name),
            };
        }

        var answer = await PressAsync($"/redaction/{list}", "/lot/suppression", ["Ada Blanc", "Paul Noir"]);

        Assert.Contains(told, Told(answer), StringComparison.Ordinal);
        Assert.Equal(["Zoé Gris"], Names(answer));
        var after = await UndoAsync(answer);
        Assert.Contains("2 fiches sont de nouveau là.", Told(after), StringComparison.Ordinal);
        Assert.Equal(3, Names(after).Count);
    }

    [Fact]
    public async Task Dates_are_cancelled_at_once_and_the_list_keeps_its_filter()
    {
        await site.AddDateAsync(cite, "Forum des métiers", new DateOnly(2020, 1, 1));
        await site.AddDateAsync(cite, "Portes ouvertes", new DateOnly(2020, 1, 2));

        var answer = await PressAsync("/redaction/agenda?periode=tout", "/lot/suspension", ["Forum des métiers"]);

        Assert.Contains("1 rendez-vous annulé, affiché comme tel.", Told(answer), StringComparison.Ordinal);
        Assert.Equal(2, Names(answer).Count);
        Assert.Equal("?periode=tout", answer.QuerySelector<IHtmlInputElement>("#lot input[name=liste]")!.Value);
        await UndoAsync(answer);
        Assert.False(await site.WithDatabaseAsync(db => db.Agenda.AnyAsync(e => e.IsCancelled, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Without_a_checked_row_nothing_happens_and_the_page_says_so()
    {
        await AddNewsAsync("Les soudeuses", NewsState.Submitted);

        var answer = await PressAsync("/redaction/nouvelles", "/lot/suppression", []);

        Assert.Contains("Cochez d’abord des lignes de la liste. Rien n’a changé.", answer.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Les soudeuses"], Names(answer));
    }

    [Fact]
    public async Task An_acceptance_of_what_was_deleted_since_is_not_taken_back_and_the_page_says_why()
    {
        await AddNewsAsync("Les soudeuses", NewsState.Submitted);
        var answer = await PressAsync("/redaction/nouvelles", "/lot/acceptation", ["Les soudeuses"]);
        await PressAsync("/redaction/nouvelles", "/lot/suppression", ["Les soudeuses"]);

        var after = await UndoAsync(answer);

        Assert.Contains("Ces lignes n’existent plus. Rien n’a changé.", after.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_elsewhere_is_not_returned_to()
    {
        await AddNewsAsync("Les soudeuses", NewsState.Submitted);
        var page = await desk.GetAsync("/redaction/nouvelles");
        page.QuerySelector<IHtmlInputElement>("#lot input[name=liste]")!.Value = "//ailleurs.example";

        var answer = await desk.PressAsync(page, "/lot/suppression");

        Assert.Equal("/redaction/nouvelles", answer.Headers.Location!.OriginalString);
    }

    private async Task<IHtmlDocument> PressAsync(string list, string action, string[] names, params (string Name, int Value)[] choices)
    {
        var page = await desk.GetAsync(list);
        foreach (var row in page.QuerySelectorAll("tbody tr").Where(r => names.Contains(r.QuerySelector("th")!.TextContent.Trim())))
        {
            row.QuerySelector<IHtmlInputElement>("input[name=ids]")!.IsChecked = true;
        }

        foreach (var (name, value) in choices)
        {
            page.QuerySelector<IHtmlSelectElement>($"#lot select[name={name}]")!.Value = $"{value}";
        }

        var answer = await desk.PressAsync(page, action);
        return await desk.GetAsync(answer.Headers.Location!.OriginalString);
    }

    private async Task<IHtmlDocument> UndoAsync(IHtmlDocument page)
    {
        var answer = await desk.SendAsync(page, "", [], page.QuerySelector("form.undo")!.GetAttribute("action"));
        return await desk.GetAsync(answer.Headers.Location!.OriginalString);
    }

    private async Task<int> AddNewsAsync(string title, NewsState state)
    {
        var id = await site.AddNewsAsync(cite, title);
        if (state is NewsState.Submitted)
        {
            await site.WithDatabaseAsync(async db =>
            {
                (await db.News.SingleAsync(n => n.Id == id)).Submit();
                await db.SaveChangesAsync();
            });
        }

        return id;
    }

    private static string Told(IHtmlDocument page) => page.QuerySelector(".notice [role=status], .notice[role=status]")!.TextContent;

    private static List<string> Names(IHtmlDocument page) => [.. page.QuerySelectorAll("tbody tr th").Select(h => h.TextContent.Trim())];

    private Task<List<NewsState>> StatesAsync() =>
        site.WithDatabaseAsync(db => db.News.OrderBy(n => n.Id).Select(n => n.State).ToListAsync(TestContext.Current.CancellationToken));

    private Task<List<int>> WithThemeAsync() =>
        site.WithDatabaseAsync(db => db.News.Where(n => n.Themes.Any()).OrderBy(n => n.Id).Select(n => n.Id)
            .ToListAsync(TestContext.Current.CancellationToken));
}
